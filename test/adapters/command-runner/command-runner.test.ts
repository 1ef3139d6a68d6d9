import { appendFile, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandRuns, createCommandRuns } from '#test/support/command-runs.ts';

let runs: CommandRuns;
beforeAll(async () => {
  runs = await createCommandRuns();
});
afterAll(() => runs.close());

const print = 'process.stdout.write(process.argv.slice(1).join("|"))';

describe('a run', () => {
  it('gives the exit code, the output and the time of a program that ends well', async () => {
    await runs.runner.start(runs.script('ends-well', 'console.log("out"); console.error("err")'));
    const status = await runs.ended('ends-well');
    expect(status).toMatchObject({ kind: 'exited', code: 0, took: expect.any(Number) });
    expect(status.kind === 'exited' && status.output.split('\n').sort()).toEqual(['err', 'out']);
  });

  it('passes arguments as they are, since no shell reads them', async () => {
    await runs.runner.start(runs.script('no-shell', print, '$(id)', '* ; true', '"\'`', '', '--x=1'));
    expect(await runs.ended('no-shell')).toMatchObject({ output: '$(id)|* ; true|"\'`||--x=1' });
  });

  it('runs in the folder it is given', async () => {
    const folder = join(runs.folder, 'a folder');
    await mkdir(folder);
    await runs.runner.start({ ...runs.script('in-folder', 'console.log(process.cwd())'), folder });
    expect(await runs.ended('in-folder')).toMatchObject({ output: folder });
  });

  it('finds a program by a path relative to its folder', async () => {
    await writeFile(join(runs.folder, 'hello.sh'), '#!/bin/sh\necho "hello $1"\n');
    await chmod(join(runs.folder, 'hello.sh'), 0o755);
    await runs.runner.start({ key: 'relative', argv: ['./hello.sh', 'you'], folder: runs.folder, timeout: 5_000 });
    expect(await runs.ended('relative')).toMatchObject({ kind: 'exited', code: 0, output: 'hello you' });
  });

  it.each([
    ['code-7', 'process.exit(7)', 7],
    ['code-signal', 'process.kill(process.pid, "SIGKILL")', 137],
  ])('of %s ends with the code the program left', async (key, code, expected) => {
    await runs.runner.start(runs.script(key, code));
    expect(await runs.ended(key)).toMatchObject({ kind: 'exited', code: expected });
  });

  it('ends with 127 when the program is not there, and says so', async () => {
    await runs.runner.start({ key: 'not-there', argv: ['no-such-program-here'], folder: runs.folder, timeout: 5_000 });
    expect(await runs.ended('not-there')).toMatchObject({
      kind: 'exited',
      code: 127,
      output: 'The program no-such-program-here was not found on this machine.',
    });
  });

  it('ends with 126 when the file is not a program', async () => {
    await appendFile(join(runs.folder, 'plain.txt'), 'text');
    await runs.runner.start({ key: 'plain', argv: ['./plain.txt'], folder: runs.folder, timeout: 5_000 });
    expect(await runs.ended('plain')).toMatchObject({ kind: 'exited', code: 126 });
  });

  it('does not wait for a process the program leaves in the background', async () => {
    const code =
      'require("child_process").spawn("sleep", ["4"], { detached: true, stdio: "inherit" }).unref(); console.log("left")';
    await runs.runner.start(runs.script('background', code));
    const status = await runs.ended('background');
    expect(status).toMatchObject({ kind: 'exited', code: 0, output: 'left' });
    expect(status.kind === 'exited' && status.took).toBeLessThan(4_000);
  });

  it('is refused when its folder is not there', async () => {
    const run = { ...runs.script('no-folder', ''), folder: join(runs.folder, 'missing') };
    await expect(runs.runner.start(run)).rejects.toMatchObject({ code: 'COMMAND_FAILED', fault: 'fatal' });
    expect(await runs.runner.status('no-folder')).toEqual({ kind: 'not_seen' });
  });

  it('is refused when the request is longer than an environment may be', async () => {
    await expect(runs.runner.start(runs.script('too-long', '', 'x'.repeat(130_000)))).rejects.toMatchObject({
      code: 'COMMAND_FAILED',
      fault: 'fatal',
    });
  });
});

describe('a key', () => {
  it('that was never started is not seen', async () => {
    expect(await runs.runner.status('never')).toEqual({ kind: 'not_seen' });
  });

  it('starts once, however often it is asked for', async () => {
    const count = join(runs.folder, 'count-once');
    const run = runs.script('once', `require("fs").appendFileSync(${JSON.stringify(count)}, "x")`);
    await Promise.all([runs.runner.start(run), runs.runner.start(run), runs.again().start(run)]);
    await runs.ended('once');
    expect(await runs.again().start(run)).toMatchObject({ kind: 'exited', code: 0 });
    expect(await readFile(count, 'utf8')).toBe('x');
  });

  it.each([
    ['rel-1/api', 'rel-1-api'],
    ['../../../etc', '..-..-..-etc'],
    ['k'.repeat(90), 'k'.repeat(91)],
    ['a', 'A'],
  ])('%s is another run than %s', async (one, other) => {
    await runs.runner.start(runs.script(one, 'console.log("one")'));
    await runs.runner.start(runs.script(other, 'console.log("other")'));
    expect(await runs.ended(one)).toMatchObject({ output: 'one' });
    expect(await runs.ended(other)).toMatchObject({ output: 'other' });
  });
});

describe('the environment of a program', () => {
  const show = 'console.log(JSON.stringify(process.env))';

  it('holds ordinary variables and those that are passed on, and no secret of the worker', async () => {
    const environment = {
      PATH: process.env.PATH,
      HOME: '/home/bot',
      SHOP_TOKEN: 'shop-secret',
      SLACK_BOT_TOKEN: 'xoxb-1',
      REDIS_URL: 'redis://x',
      GITHUB_TOKEN: 'ghp_1',
      NODE_OPTIONS: '--no-warnings',
    };
    const runner = runs.again({ environment, passEnv: ['SHOP_*'] });
    await runner.start({ ...runs.script('environment', show), env: { EXTRA: 'yes' } });
    const status = await runs.ended('environment');
    expect(JSON.parse(status.kind === 'exited' ? status.output : 'null')).toEqual({
      PATH: process.env.PATH,
      HOME: '/home/bot',
      SHOP_TOKEN: 'shop-secret',
      EXTRA: 'yes',
    });
  });

  it('is kept in no file of the run', async () => {
    const runner = runs.again({ environment: { ...process.env, SHOP_TOKEN: 'shop-secret' }, passEnv: ['SHOP_TOKEN'] });
    await runner.start(runs.script('not-on-disk', ''));
    await runs.ended('not-on-disk');
    const folder = await runs.runFolder('not-on-disk');
    for (const file of ['run.json', 'program.json', 'exit.json', 'output.log']) {
      expect(await readFile(join(folder, file), 'utf8')).not.toContain('shop-secret');
    }
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });
});
