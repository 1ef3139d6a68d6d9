import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '#adapters/slack/cut-text.ts';

describe('cutText', () => {
  it.each([
    ['leaves a short text alone', 'abc', 3, 'abc'],
    ['ends in an ellipsis', 'abcdef', 4, 'abc…'],
    ['does not cut through a character of two units', 'ab😀cd', 4, 'ab…'],
    ['does not cut through an escape', 'ab&amp;cd', 6, 'ab…'],
    ['does not cut through a mention', 'ask <@U0MIRA> now', 10, 'ask …'],
  ])('%s', (_rule, text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected);
  });

  it('never exceeds the limit nor leaves half a character, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});
