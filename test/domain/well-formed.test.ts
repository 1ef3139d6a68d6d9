import { expect, it } from 'vitest';
import { digestOf } from '#domain/digest.ts';
import { wellFormed } from '#domain/well-formed.ts';

it.each([
  ['a high half alone', 'a\ud83dz', 'a\ufffdz'],
  ['a low half alone', '\ude00', '\ufffd'],
  ['a whole pair', '\u{1f600}', '\u{1f600}'],
  ['a key', { '\ud83d': ['\ude00', 1, null] }, { '\ufffd': ['\ufffd', 1, null] }],
])('replaces a surrogate without its other half in %s', (_where, given, expected) => {
  expect(wellFormed(given)).toEqual(expected);
});

it('lets text with half a character have a digest', () => {
  expect(digestOf({ title: 'fix: \ud83d' })).toBe(digestOf({ title: 'fix: \ufffd' }));
});
