import { describe, expect, it } from 'vitest';
import { drawRelease } from '#templates/release/draw-release.ts';
import type { Story } from '../support/a-release.ts';
import { aValidation, checked } from '../support/a-validation.ts';
import { checkMessage } from '../support/check-blocks.ts';
import { readBlocks } from '../support/read-blocks.ts';

const card = (story: Story): string => readBlocks(drawRelease(story.picture())[0]?.blocks ?? []);
const thread = (story: Story): readonly string[] =>
  drawRelease(story.picture())
    .slice(2)
    .map(({ blocks }) => readBlocks(blocks));

const output = 'ok      api is well\nfailed  web is not well: <!channel> & <https://evil.test|click>';

function notReady(): Story {
  const story = aValidation({}, ['smoke-tests', 'lint', 'canary-analysis', 'health']);
  checked(story, 'check/smoke-tests', { outcome: 'failed', why: 'It ended with exit code 1.', output });
  checked(story, 'check/lint', { outcome: 'failed', why: 'It ended with exit code 2.' });
  checked(story, 'check/canary-analysis', { outcome: 'not_known', why: 'No canary of 1.5.0 is known.' });
  return checked(story, 'check/health', { why: 'All 3 answer well.', lines: ['api in production: well'] });
}

describe('the card of a validation', () => {
  it('shows each check while they run', () => {
    const story = aValidation();
    checked(story, 'check/smoke-tests');
    const text = card(story);
    expect(text).toContain('In progress: validation of shop 1.5.0, checks');
    expect(text).toContain('smoke-tests: passed in 4 s.');
    expect(text).toContain('lint: waiting.');
    expect(text).not.toContain('way back');
  });

  it('ends with what stands in the way', () => {
    const lines = card(notReady().run()).split('\n');
    expect(lines[0]).toBe('# :x: Not ready: validation of shop 1.5.0');
    expect(lines[1]).toMatch(
      /^1 of 4 checks passed, 1 warning\. 2 checks stand in the way, and none may\. Mend what failed and validate again\. Done /,
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'smoke-tests: failed after 4 s. It ended with exit code 1.',
        '    ok      api is well',
        '    failed  web is not well: <!channel> & <https://evil.test|click>',
        'lint: failed after 4 s, a warning. It ended with exit code 2.',
        'canary-analysis: not known. No canary of 1.5.0 is known.',
        'health: passed in 4 s.',
      ]),
    );
  });

  it('is ready with nothing but warnings', () => {
    const story = aValidation();
    checked(story, 'check/smoke-tests');
    checked(story, 'check/lint', { outcome: 'failed' });
    expect(card(story.run())).toContain('Ready: validation of shop 1.5.0');
    expect(thread(story).at(-1)).toMatch(/^Ready: shop 1\.5\.0, 1 of 2 checks passed, 1 warning\. It took /);
  });

  it('has the output of each check in the thread, and Slack takes all of it', () => {
    const story = notReady().run();
    expect(thread(story)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('failed  web is not well'),
        'health: passed in 4 s. All 3 answer well.\n- api in production: well',
      ]),
    );
    for (const drawing of drawRelease(story.picture())) expect(checkMessage(drawing)).toEqual([]);
  });
});
