import { expect, it } from 'vitest';
import { agreeOnVersion } from '#domain/version-files/agree-on-version.ts';
import type { VersionReading } from '#domain/version-files/version-file.ts';

const says = (path: string, version: string) => ({ path, reading: { kind: 'version' as const, version } });
const none = (path: string, kind: Exclude<VersionReading['kind'], 'version'>) => ({
  path,
  reading: { kind, why: 'x' },
});

it('agrees when every file that holds a version holds the same', () => {
  expect(agreeOnVersion([says('a', '1.4.0'), none('go.mod', 'absent'), says('b', '1.4.0')])).toEqual({
    kind: 'agreed',
    version: '1.4.0',
    paths: ['a', 'b'],
  });
});

it('lists who says what, the version said most often first', () => {
  expect(agreeOnVersion([says('a', '1.3.0'), says('b', '1.4.0'), says('c', '1.4.0')])).toEqual({
    kind: 'disagree',
    said: [
      { version: '1.4.0', paths: ['b', 'c'] },
      { version: '1.3.0', paths: ['a'] },
    ],
    unreadable: [],
  });
});

it('does not agree over a file it cannot read', () => {
  expect(agreeOnVersion([says('a', '1.4.0'), none('b', 'invalid')])).toMatchObject({
    kind: 'disagree',
    unreadable: [{ path: 'b', why: 'x' }],
  });
});

it('says when no file holds a version', () => {
  expect(agreeOnVersion([none('a', 'absent')])).toEqual({ kind: 'none' });
  expect(agreeOnVersion([])).toEqual({ kind: 'none' });
});
