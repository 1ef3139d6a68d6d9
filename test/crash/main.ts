import { parseArgs } from 'node:util';
import { createRandom } from '../simulation/random.ts';
import { killAtRandom } from './random-kills.ts';
import { spread } from './resume-times.ts';
import { sweep } from './sweep.ts';

const { values } = parseArgs({
  options: {
    /** Kills at so many random moments instead of at every boundary. */
    random: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Only boundaries whose name holds this. */
    only: { type: 'string', default: '' },
    /** Boundaries that one release goes through. */
    together: { type: 'string', default: '6' },
    /** Leaves the folders of the worlds behind, with the logs of every process. */
    keep: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const began = Date.now();
const minutes = (): string => `${((Date.now() - began) / 60_000).toFixed(1)} min`;

if (values.random === undefined) {
  const options = { only: values.only, together: Number(values.together), isKept: values.keep };
  const { faults, cases, resumes } = await sweep(options, say);
  say(`${cases} boundaries, ${faults} faults; ${spread(resumes)}; ${minutes()}`);
  process.exitCode = faults === 0 ? 0 : 1;
} else {
  const random = createRandom(Number(values.seed));
  const result = await killAtRandom({ count: Number(values.random), random, isKept: values.keep }, say);
  const struck = Object.entries(result.kills).map(([name, times]) => `${name} ${times}`);
  say(
    `${struck.join(', ')} kills in ${result.releases} releases (seed ${values.seed}), ${result.faults} faults; ${spread(result.resumes)}; ${minutes()}`,
  );
  process.exitCode = result.faults === 0 ? 0 : 1;
}
