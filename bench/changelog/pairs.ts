import { median } from '../percentile.ts';
import { type Program, timedRun } from './timed-run.ts';

/** A program's figures against the first one's, each ratio taken within one round. */
export type PairResult = {
  readonly name: string;
  readonly millis: number;
  readonly ratio: number;
  readonly failed: number;
};

/** No run may take longer, in milliseconds; one that does counts as failed. */
const limit = 180_000;

/** Runs programs in turns, each round in another order, so that a busy moment of the machine hits all of them alike. */
export async function inPairs(programs: readonly Program[], rounds: number): Promise<readonly PairResult[]> {
  const times: number[][] = programs.map(() => []);
  const failed = programs.map(() => 0);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < programs.length; turn += 1) {
      const index = (round + turn) % programs.length;
      const program = programs[index];
      if (program === undefined) continue;
      const { millis, code } = await timedRun(program, limit);
      times[index]?.push(millis);
      if (code !== 0) failed[index] = (failed[index] ?? 0) + 1;
    }
  }
  return programs.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((millis, round) => millis / (times[0]?.[round] ?? Number.NaN));
    return { name, millis: median(own), ratio: median(ratios), failed: failed[index] ?? 0 };
  });
}
