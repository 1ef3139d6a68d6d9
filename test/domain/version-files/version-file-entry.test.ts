import { expect, it } from 'vitest';
import { pathOfEntry, VersionFileEntry } from '#domain/version-files/version-file-entry.ts';

it.each([
  'services/api/package.json',
  { path: 'a.yaml', yamlPath: 'image.tag' },
  { path: 'a.txt', pattern: 'shop {version}' },
  { path: 'a.txt', marker: 'here' },
])('takes %j', (entry) => {
  expect(VersionFileEntry.parse(entry)).toEqual(entry);
  expect(pathOfEntry(VersionFileEntry.parse(entry))).toMatch(/^(?:services|a)/);
});

it.each([
  '../package.json',
  { path: 'a.txt' },
  { path: '../a.txt', marker: 'here' },
  { path: 'a.txt', marker: 'two\nlines' },
  { path: 'a.txt', marker: 'x'.repeat(201) },
  { path: 'a.txt', pattern: '{version} {version}' },
  { path: 'a.txt', marker: 'here', pattern: '{version}' },
  7,
])('refuses %j', (entry) => {
  expect(VersionFileEntry.safeParse(entry).success).toBe(false);
});
