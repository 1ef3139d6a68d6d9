import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipPhrase, lengthOf } from '#templates/text/clip-phrase.ts';
import { dateToken } from '#templates/text/date-token.ts';
import { fittingLines } from '#templates/text/fitting.ts';
import { listed } from '#templates/text/listed.ts';
import { mention } from '#templates/text/mention.ts';
import { plain, plainLines } from '#templates/text/plain.ts';
import { say } from '#templates/text/say.ts';
import { sentence } from '#templates/text/sentence.ts';
import { nineOClock } from '#test/support/a-release.ts';
import { hostileText } from './a-hostile-text.ts';

describe('foreign text', () => {
  it.each([
    ['line breaks become spaces', 'a\r\nb\u2028c\u0085d', 'a b c d'],
    ['control characters and escapes go', 'a\u0000\u0007b\u001b[31mc', 'a b [31mc'],
    ['marks that turn text around go', '\u202eabc\u202c \u2066d\u2069\ufeff', 'abc d'],
    ['half a character becomes a sign', '\ud83d!', '\ufffd!'],
    ['joined emoji stay', '\ud83d\udc69\u200d\ud83d\udcbb', '\ud83d\udc69\u200d\ud83d\udcbb'],
  ])('is one harmless line: %s', (_rule, text, line) => {
    expect(plain(text, 100)).toBe(line);
  });

  it('is cut between characters, with an ellipsis, and never longer than asked', () => {
    expect(plain('\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d', 4)).toBe('\ud83d\udc4d\u2026');
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 300 }), (text, limit) => {
        const line = plain(text, limit);
        expect(line.length).toBeLessThanOrEqual(limit);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('keeps the end of an output, where the error is', () => {
    expect(plainLines('one\ntwo\tthree\nfour', 12)).toBe('\u2026 three\nfour');
  });
});

describe('a phrase', () => {
  it('keeps what is put into it as text, and the space around it', () => {
    expect(say`by ${' <!channel> '}and ${2} more`).toEqual([{ type: 'text', text: 'by  <!channel> and 2 more' }]);
  });
  it('is escaped in the text of a message, with real mentions and times', () => {
    const phrase = say`${mention({ kind: 'slack', user: 'U0MIRA' })} & ${'<!channel>'}, ${dateToken(nineOClock)}`;
    expect(sentence([phrase])).toBe(
      '<@U0MIRA> &amp; &lt;!channel&gt;, <!date^1795251600^{date_short_pretty} at {time}|2026-11-21 09:00 UTC>',
    );
  });
  it('is cut to its limit without breaking an escape or a token', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 5 }), fc.integer({ min: 2, max: 500 }), (texts, limit) => {
        const phrase = texts.flatMap((text) => [...say`${text}`, mention({ kind: 'slack', user: 'U0MIRA' })]);
        const text = sentence([phrase], limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text.replaceAll('<@U0MIRA>', '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
  it('is clipped to a number of characters', () => {
    expect(clipPhrase(say`${'word '.repeat(100)}`, 10)).toEqual([{ type: 'text', text: 'word word\u2026' }]);
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 3, max: 300 }), (text, limit) => {
        expect(lengthOf(clipPhrase(say`a ${text} b`, limit))).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('a mention', () => {
  it.each([
    ['a person Slack knows', { kind: 'slack', user: 'U0MIRA' }, { type: 'user', user_id: 'U0MIRA' }],
    [
      'a person it knows, from the command line',
      { kind: 'cli', user: 'U0MIRA', name: 'mira' },
      { type: 'user', user_id: 'U0MIRA' },
    ],
    [
      'a person it does not know',
      { kind: 'cli', user: 'deploy-bot', name: 'Deploy Bot' },
      { type: 'text', text: 'Deploy Bot' },
    ],
    ['an id that is none', { kind: 'slack', user: '<!channel>' }, { type: 'text', text: '<!channel>' }],
    ['a rule', { kind: 'automatic', rule: 'countdown' }, { type: 'text', text: 'Fairlead (countdown)' }],
  ] as const)('names %s', (_who, actor, part) => {
    expect(mention(actor)).toEqual(part);
  });
});

describe('a list', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('counts what does not fit: %j', (items, text) => {
    expect(sentence([listed(items, 3)])).toBe(text);
  });
  it('counts the lines that do not fit', () => {
    const lines = Array.from({ length: 40 }, (_, index) => say`line ${index}`);
    expect(fittingLines(lines, 24).map((line) => sentence([line]))).toEqual(['line 0', 'line 1', 'line 2', '+37 more']);
  });
});
