import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseVersion } from '#domain/version/parse-version.ts';

it.each([
  '1.5.0',
  '0.0.0',
  '10.20.30',
  '1.0.0-rc.1',
  '1.0.0-0A.is.legal',
  '1.0.0-alpha+001',
  '2.0.0+build.7',
  ' 1.5.0 ',
])('reads %j', (text) => {
  expect(parseVersion(text)).toEqual({ kind: 'version', version: text.trim() });
});

it.each([
  ['', 'empty', null],
  ['   ', 'empty', null],
  ['1.5', 'missing_part', '1.5.0'],
  ['2', 'missing_part', '2.0.0'],
  ['1.5-rc.1', 'missing_part', '1.5.0-rc.1'],
  ['v1.5.0', 'leading_v', '1.5.0'],
  ['V1.5', 'leading_v', '1.5.0'],
  ['=1.5.0', 'leading_v', '1.5.0'],
  ['version 1.5.0', 'leading_v', '1.5.0'],
  ['1.5.0.0', 'too_many_parts', '1.5.0'],
  ['1.05.0', 'leading_zero', '1.5.0'],
  ['01.5.0', 'leading_zero', '1.5.0'],
  ['1.5.0-01', 'pre_release_zeros', '1.5.0-1'],
  ['1.5.0-rc.007', 'pre_release_zeros', '1.5.0-rc.7'],
  ['1.5.0-', 'pre_release_empty', '1.5.0'],
  ['1.5.0-a..b', 'pre_release_empty', '1.5.0-a.b'],
  ['1.5.0-rc_1', 'pre_release_underscore', '1.5.0-rc-1'],
  ['1.5.0-rc!', 'pre_release_characters', '1.5.0-rc'],
  ['1.5.0-rc+b+c', 'build_characters', '1.5.0-rc+b-c'],
  ['1.5.0+', 'build_empty', '1.5.0'],
  ['1.5.0+a..b', 'build_empty', '1.5.0+a.b'],
  ['1.5.0+build_7', 'build_underscore', '1.5.0+build-7'],
  ['1.5.0+b/7', 'build_characters', '1.5.0+b-7'],
  ['api@1.5.0', 'leading_v', '1.5.0'],
  ['release-1.5.0', 'leading_v', '1.5.0'],
  ['api-v1.5.0', 'leading_v', '1.5.0'],
  ['1.5.0\u2013rc.1', 'punctuation', '1.5.0-rc.1'],
  ['\u201c1.5.0\u201d', 'punctuation', '1.5.0'],
  ['1,5,0', 'punctuation', '1.5.0'],
  ['\uff11.\uff15.\uff10', 'punctuation', '1.5.0'],
  ['1\u30025\u30020', 'punctuation', '1.5.0'],
  ['1.5.0\u200b', 'punctuation', '1.5.0'],
  ['\u202e1.5.0', 'punctuation', '1.5.0'],
  ['minor', 'not_a_version', null],
  ['latest', 'not_a_version', null],
  ['one.five.zero', 'not_a_version', null],
  ['-1.5.0', 'not_a_version', null],
  ['--force', 'not_a_version', null],
  ['1.5.x', 'not_a_version', null],
  ['1.5.0 now', 'not_a_version', null],
  ['1.5.0\n1.6.0', 'not_a_version', null],
  ['99999999999999999999.0.0', 'number_too_large', null],
  [`1.0.0-${'a'.repeat(200)}`, 'too_long', null],
])('refuses %j as %s', (text, code, nearest) => {
  expect(parseVersion(text)).toEqual({ kind: 'refused', code, nearest });
});

it('never throws, and accepts nothing it was not given to the letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const parsed = parseVersion(text);
      return parsed.kind === 'refused' || parsed.version === text.trim();
    }),
  );
});
