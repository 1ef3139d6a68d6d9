import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createAskCommand } from '#adapters/command-runner/ask-command.ts';
import { createRedactor } from '#adapters/redactor.ts';
import type { CommandAnswer } from '#ports/command-runner.ts';
import { identityOf } from '../../../src/adapters/command-runner/process-identity.mjs';

const ask = createAskCommand({
  redact: createRedactor({ SHOP_TOKEN: 's3cret-value' }),
  environment: { ...process.env, SLACK_BOT_TOKEN: 'xoxb-1' },
});
const script = (code: string, timeout = 10_000): Promise<CommandAnswer> =>
  ask({ argv: [process.execPath, '-e', code], folder: tmpdir(), timeout });

describe('a question', () => {
  it('gives the exit code and what was printed to standard output', async () => {
    expect(await script('console.log("1.5.0"); console.error("noise"); process.exitCode = 4')).toEqual({
      kind: 'exited',
      code: 4,
      output: '1.5.0\n',
    });
  });

  it('gives the beginning of a long output, redacted and without escapes', async () => {
    const answer = await script('process.stdout.write("\\x1b[1m1.5.0 s3cret-value\\n" + "x".repeat(3e6))');
    expect(answer).toMatchObject({ kind: 'exited', output: expect.stringMatching(/^1\.5\.0 \[redacted\]\nx+$/) });
    expect(answer.kind === 'exited' && answer.output.length).toBe(4_000);
  });

  it('keeps the secrets of the worker from the program', async () => {
    expect(await script('console.log(process.env.SLACK_BOT_TOKEN)')).toMatchObject({ output: 'undefined\n' });
  });

  it.each([
    [['no-such-program-here'], 127],
    [['/'], 126],
    [['node', 'x\0y'], 126],
    [['node', 'x'.repeat(3_000_000)], 126],
  ])('whose program cannot be started ends with %#', async (argv, code) => {
    expect(await ask({ argv, folder: tmpdir(), timeout: 5_000 })).toEqual({ kind: 'exited', code, output: '' });
  });

  it('that takes too long is ended with its children', async () => {
    const began = performance.now();
    const code = `const child = require("child_process").spawn("sleep", ["30"], { stdio: "inherit" });
      require("fs").writeFileSync(process.argv[1], String(child.pid)); setInterval(() => {}, 1000)`;
    const folder = await mkdtemp(`${tmpdir()}/fairlead-ask-`);
    const answer = await ask({ argv: [process.execPath, '-e', code, `${folder}/pid`], folder, timeout: 1_000 });
    expect(answer).toEqual({ kind: 'timed_out' });
    expect(performance.now() - began).toBeLessThan(15_000);
    const child = Number(await readFile(`${folder}/pid`, 'utf8'));
    await expect.poll(() => identityOf(child)).toBeNull();
    await rm(folder, { recursive: true });
  });
});
