import { describe, expect, it } from 'vitest';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { checkKind } from '../check-kind.ts';

it.each([
  [
    'package.json',
    '{\n  "version": "@@",\n  "dependencies": { "version": "##", "api": "^##" },\n  "config": [{ "version": "##" }]\n}\n',
  ],
  ['web/package.json', '{"name":"web ##","version":"@@"}'],
  [
    'deno.jsonc',
    '// "version": "##"\n{\n  /* version ## // */ "name": "@shop/api", // it\'s "named\n  "imports": { "version": "##" },\n  "version": "@@", // ##\n  "list": [1, 2, ],\n}\n',
  ],
  ['deno.json', '{ "url": "https://x/##", "version" : "@@" }\n'],
  ['composer.json', '{\n    "require": {"shop/api": "##"},\n    "version": "@@"\n}\n'],
])('a bumped %s reads as the new version and is otherwise unchanged: %j', (file, text) => {
  checkKind({ file, text });
});

describe('refuses', () => {
  it.each([
    ['deno.json', '{ "version": "1.0.0", "version": "1.0.0" }', 'the key "version" stands twice'],
    ['deno.json', '{ "version": "1.0.0" // }', 'it is not valid JSON with comments'],
    ['deno.json', '{ "version": "1.0.0\\u0030" \u0000}', 'it is a binary file'],
    ['deno.json', '{ "version": ["1.0.0"] }', 'the value of "version" is not a string'],
    ['deno.json', '', 'it is not valid JSON with comments'],
    [
      'composer.json',
      `{ "version": "1.0.0", "x": "${'x'.repeat(4_000_000)}" }`,
      'it is longer than 4000000 characters',
    ],
  ])('%s %.40j', (file, text, why) => {
    expect(readVersion(file, text)).toEqual({ kind: 'invalid', why });
    expect(bumpVersion(file, text, null, '2.0.0')).toEqual({ kind: 'invalid', why });
  });

  it('a new version that is none', () => {
    expect(bumpVersion('package.json', '{"version":"1.0.0"}', null, '2","x":"')).toEqual({
      kind: 'invalid',
      why: 'the new version is not a version',
    });
  });
});

it('says of a package without a version that it has none', () => {
  expect(readVersion('deno.json', '{}')).toEqual({ kind: 'absent', why: 'it has no "version"' });
});
