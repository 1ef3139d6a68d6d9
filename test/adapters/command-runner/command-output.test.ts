import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstCharacters, lastCharacters, plainOutput } from '#adapters/plain-text.ts';
import { createRedactor } from '#adapters/redactor.ts';
import { type CommandRuns, createCommandRuns } from '#test/support/command-runs.ts';

let runs: CommandRuns;
beforeAll(async () => {
  runs = await createCommandRuns();
});
afterAll(() => runs.close());

describe('the output of a run', () => {
  it('of 100 MB takes at most 2 MiB on disk and keeps its end', async () => {
    const code = `const line = 'x'.repeat(1023) + '\\n';
      const chunk = line.repeat(1024);
      let left = 100;
      const write = () => left-- > 0 ? process.stdout.write(chunk, write) : process.stdout.write('the end');
      write();`;
    await runs.runner.start(runs.script('large', code));
    const status = await runs.ended('large');
    expect(status).toMatchObject({ kind: 'exited', code: 0, output: expect.stringMatching(/x\nthe end$/) });
    expect(status.kind === 'exited' && status.output.length).toBe(4_000);
    const folder = await runs.runFolder('large');
    const sizes = await Promise.all(['output.log', 'output.old.log'].map((name) => stat(join(folder, name))));
    expect(sizes.reduce((sum, file) => sum + file.size, 0)).toBeLessThanOrEqual(2 * 1_048_576);
  });

  it('is shown without escapes, controls and secrets', async () => {
    const runner = runs.again({ redact: createRedactor({ SHOP_TOKEN: 's3cret-value' }) });
    const code = `process.stdout.write('\\x1b[31mred\\x1b[0m \\x1b]8;;https://evil.example\\x07link\\x1b]8;;\\x07 s3cr\\x1b[1met-value \\u202edrow \\0 50%\\r100%\\n')`;
    await runner.start(runs.script('hostile', code));
    await runs.ended('hostile');
    expect(await runner.status('hostile')).toMatchObject({ output: 'red link [redacted] drow  50%\n100%' });
  });

  it('is cut between characters, not inside one', async () => {
    await runs.runner.start(runs.script('cut', 'process.stdout.write("a" + "\\u{1F600}".repeat(3000) + "b")'));
    const status = await runs.ended('cut');
    const output = status.kind === 'exited' ? status.output : '';
    expect(output.length).toBe(3_999);
    expect(output.isWellFormed()).toBe(true);
  });
});

describe('plainOutput', () => {
  const plain = (text: string): string => plainOutput(Buffer.from(text), (same) => same);

  it.each([
    ['\x1b[1;31mbold\x1b[m', 'bold'],
    ['\x1b]0;title\x07text', 'text'],
    ['\x1b]0;title\x1b\\text', 'text'],
    ['\x1bPq#0;2\x1b\\text', 'text'],
    ['\x1b(Btext', 'text'],
    ['\u009b31mtext', 'text'],
    ['a\tb\nc', 'a\tb\nc'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['be\x07ll\x08', 'bell'],
    ['\u2066hid\u2069den\u200b', 'hidden'],
    ['text\x1b', 'text'],
    ['\x1b]8;;open for ever', ''],
  ])('makes %j to %j', (printed, shown) => {
    expect(plain(printed)).toBe(shown);
  });

  it('shows bytes that are no UTF-8 as the replacement character', () => {
    expect(plainOutput(Uint8Array.of(0x61, 0xff, 0x62), (same) => same)).toBe('a\ufffdb');
  });
});

it.each([
  ['abc', 3, 'abc', 'abc'],
  ['abcd', 3, 'abc', 'bcd'],
  ['\u{1F600}\u{1F600}', 3, '\u{1F600}', '\u{1F600}'],
])('cuts %j to %i characters', (text, limit, first, last) => {
  expect(firstCharacters(text, limit)).toBe(first);
  expect(lastCharacters(text, limit)).toBe(last);
});
