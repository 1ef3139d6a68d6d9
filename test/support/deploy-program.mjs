// @ts-check
/**
 * A deploy program for tests: `deploy-program.mjs <folder> deploy|remove|status ...`. It counts each deployment in <folder>/effects and behaves as
 * <folder>/manner.json says.
 */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const [folder = '', verb = '', service = '', environment = '', key = '', version = ''] = process.argv.slice(2);
const place = join(folder, `${service}@${environment}`);

if (verb === 'status') {
  try {
    process.stdout.write(`${readFileSync(place, 'utf8')}\nrunning since today\n`);
  } catch {
    process.stdout.write('\n');
  }
} else {
  appendFileSync(join(folder, 'effects'), `${key}\n`);
  const { takes, failure } = JSON.parse(readFileSync(join(folder, 'manner.json'), 'utf8'));
  await delay(takes);
  if (failure !== null) {
    process.stderr.write(`${failure}\n`);
    process.exit(3);
  }
  if (verb === 'remove') rmSync(place, { force: true });
  else writeFileSync(place, version);
}
