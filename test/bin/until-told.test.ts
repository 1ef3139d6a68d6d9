import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const built = pathToFileURL(join(process.cwd(), 'dist/bin/until-told.js')).href;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-until-told-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts a program that says when it is up; ends with 0 once it is told to, and with 1 when it was not after half a minute. */
async function start(waits: string) {
  const file = join(folder, 'program.mjs');
  const lines = [
    `import { untilTold } from '${built}';`,
    'setTimeout(() => process.exit(1), 30_000);',
    `${waits}.then(() => process.exit(0));`,
    `process.send('up');`,
  ];
  await writeFile(file, lines.join('\n'));
  const child = fork(file, { execArgv: [] });
  const exit = once(child, 'exit');
  await once(child, 'message');
  return { child, exit };
}

describe('a process that waits until it is told to end', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is told by %s', async (signal) => {
    const { child, exit } = await start('untilTold()');
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });

  it('is told when its parent lets go of it', async () => {
    const { child, exit } = await start('untilTold()');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('is told at once when its parent was gone before it came to wait', async () => {
    const { child, exit } = await start(
      `new Promise((gone) => process.once('disconnect', () => setTimeout(gone, 50))).then(untilTold)`,
    );
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });
});
