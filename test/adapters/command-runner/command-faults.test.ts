import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeOldRuns } from '#adapters/command-runner/remove-old-runs.ts';
import { type CommandRuns, createCommandRuns, untilEnded } from '#test/support/command-runs.ts';
import { buildWorker, outputOf } from '#test/support/worker-process.ts';
import { identityOf } from '../../../src/adapters/command-runner/process-identity.mjs';

let runs: CommandRuns;
let startWorker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  runs = await createCommandRuns();
  startWorker = await buildWorker(runs.folder);
});
afterAll(() => runs.close());

/** A script that adds one letter to a file and then takes its time. */
function counting(name: string, millis: number): { code: string; count: () => Promise<string> } {
  const path = join(runs.folder, name);
  const code = `require("fs").appendFileSync(${JSON.stringify(path)}, "x"); setTimeout(() => {}, ${millis})`;
  return { code, count: () => readFile(path, 'utf8').catch(() => '') };
}

/** A process that has ended counts as gone although nobody collected it, as in containers whose first process collects none. */
const isThere = (pid: number): boolean => identityOf(pid) !== null;

describe('a killed worker', () => {
  it('leaves its run going on, and another one finds how it ended', async () => {
    const { code, count } = counting('killed-late', 700);
    const run = runs.script('killed-late', code);
    const worker = startWorker({ ...run, dataDirectory: runs.dataDirectory });
    while ((await runs.runner.status(run.key)).kind === 'not_seen') await delay(5);
    worker.kill('SIGKILL');
    expect(await runs.runner.start(run)).toMatchObject({ kind: 'in_progress', machine: runs.runner.machine });
    expect(await runs.ended(run.key)).toMatchObject({ kind: 'exited', code: 0 });
    expect(await count()).toBe('x');
  });

  it.each([40, 90, 120, 150, 180, 210, 240, 280, 320, 400])(
    'at %i ms leaves a key that the next worker can start or finds started, once in all',
    async (millis) => {
      const { code, count } = counting(`killed-${millis}`, 50);
      const run = runs.script(`killed-${millis}`, code);
      const worker = startWorker({ ...run, dataDirectory: runs.dataDirectory });
      const died = outputOf(worker);
      await delay(millis);
      worker.kill('SIGKILL');
      await runs.runner.start(run);
      expect(await runs.ended(run.key)).toMatchObject({ kind: 'exited', code: 0 });
      await died;
      expect(await count()).toBe('x');
    },
  );
});

describe('eight workers that start the same key at once', () => {
  it('run the program once, and all find the same run', async () => {
    const { code, count } = counting('eight', 300);
    const run = { ...runs.script('eight', code), dataDirectory: runs.dataDirectory };
    const statuses = await Promise.all(Array.from({ length: 8 }, () => outputOf(startWorker(run))));
    for (const status of statuses) expect(JSON.parse(status).kind).toMatch(/in_progress|exited/);
    expect(await runs.ended('eight')).toMatchObject({ kind: 'exited', code: 0 });
    expect(await count()).toBe('x');
  });
});

describe('a run over its time', () => {
  it('ends with its grandchildren, also those that do not listen', async () => {
    const pids = join(runs.folder, 'pids');
    const stubborn = 'process.on("SIGTERM", () => {}); console.log("deaf"); setInterval(() => {}, 1000)';
    const code = `const child = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}]);
      child.stdout.once("data", () => require("fs").writeFileSync(${JSON.stringify(pids)}, process.pid + " " + child.pid));
      setInterval(() => {}, 1000)`;
    await runs.runner.start({ ...runs.script('over-time', code), timeout: 1_500 });
    expect(await runs.ended('over-time')).toMatchObject({ kind: 'timed_out' });
    const [program = 0, grandchild = 0] = (await readFile(pids, 'utf8')).split(' ').map(Number);
    await expect.poll(() => [isThere(program), isThere(grandchild)]).toEqual([false, false]);
  });

  it('counts as over its time when it answers the signal by ending well', async () => {
    const code = 'process.on("SIGTERM", () => process.exit(0)); console.log("busy"); setInterval(() => {}, 1000)';
    await runs.runner.start({ ...runs.script('polite', code), timeout: 600 });
    expect(await runs.ended('polite')).toMatchObject({ kind: 'timed_out', output: 'busy' });
  });
});

describe('stop', () => {
  it('ends a run, which then tells the signal it ended by', async () => {
    await runs.runner.start(runs.script('stopped', 'setInterval(() => {}, 1000)'));
    await runs.again().stop('stopped');
    expect(await runs.runner.status('stopped')).toMatchObject({ kind: 'exited', code: 143 });
  });

  it('leaves a run that has ended and a key that was never seen as they are', async () => {
    await runs.runner.start(runs.script('ended', ''));
    const before = await runs.ended('ended');
    await runs.runner.stop('ended');
    await runs.runner.stop('never-seen');
    expect(await runs.runner.status('ended')).toEqual(before);
    expect(await runs.runner.status('never-seen')).toEqual({ kind: 'not_seen' });
  });
});

describe('a supervisor', () => {
  it('that was killed leaves an unknown outcome, never a second run', async () => {
    const { code, count } = counting('unknown', 60_000);
    const run = runs.script('unknown', code);
    await runs.runner.start(run);
    await expect.poll(count).toBe('x');
    const folder = await runs.runFolder('unknown');
    const { supervisor } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
    const program = JSON.parse(await readFile(join(folder, 'program.json'), 'utf8'));
    process.kill(supervisor.pid, 'SIGKILL');
    await expect.poll(async () => (await runs.runner.status('unknown')).kind).toBe('unknown');
    expect(await runs.runner.start(run)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('supervisor died'),
    });
    expect(isThere(program.pid)).toBe(true);
    await runs.runner.stop('unknown');
    await expect.poll(() => isThere(program.pid)).toBe(false);
    expect(await count()).toBe('x');
  });

  it('of another container is believed as long as it shows signs of life', async () => {
    const run = runs.script('elsewhere', '');
    await runs.runner.start(run);
    await runs.ended('elsewhere');
    const folder = await runs.runFolder('elsewhere');
    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
    const copy = await copyAsUnfinished(record);
    expect(await runs.runner.status('copy')).toMatchObject({ kind: 'in_progress' });
    await utimes(join(copy, 'alive'), new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
    expect(await runs.runner.status('copy')).toMatchObject({ kind: 'unknown' });
  });

  it('whose record is damaged leaves an unknown outcome', async () => {
    await runs.runner.start(runs.script('damaged', ''));
    await runs.ended('damaged');
    await writeFile(join(await runs.runFolder('damaged'), 'exit.json'), '{"kind":');
    expect(await runs.runner.status('damaged')).toMatchObject({ kind: 'unknown' });
  });
});

/** A run whose supervisor is of another process namespace and has not ended. */
async function copyAsUnfinished(record: { supervisor: object }): Promise<string> {
  await runs.runner.start(runs.script('copy', ''));
  await runs.ended('copy');
  const folder = await runs.runFolder('copy');
  await rm(join(folder, 'exit.json'));
  const supervisor = { ...record.supervisor, place: 'another boot pid:[1]' };
  await writeFile(join(folder, 'run.json'), JSON.stringify({ ...record, key: 'copy', supervisor }));
  return folder;
}

describe('old runs', () => {
  it('are removed when they ended before the limit, and running ones are kept', async () => {
    await runs.runner.start(runs.script('old', ''));
    await runs.ended('old');
    await runs.runner.start(runs.script('going-on', 'setInterval(() => {}, 1000)'));
    const folder = join(runs.dataDirectory, 'runs');
    await removeOldRuns(folder, Date.now() - 3_600_000);
    expect((await runs.runner.status('old')).kind).toBe('exited');
    await utimes(join(await runs.runFolder('going-on'), 'alive'), new Date(), new Date(Date.now() + 60_000));
    await removeOldRuns(folder, Date.now() + 1_000);
    expect(await runs.runner.status('old')).toEqual({ kind: 'not_seen' });
    expect((await runs.runner.status('going-on')).kind).toBe('in_progress');
    await runs.runner.stop('going-on');
    await untilEnded(runs.runner, 'going-on');
  });
});
