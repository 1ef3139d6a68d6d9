import { expect, it } from 'vitest';
import type { VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { bumpVersion, versionFileKinds } from '#domain/version-files/version-file-kinds.ts';

const places: VersionFileEntry[] = [
  'package.json',
  'VERSION',
  'Chart.yaml',
  'deno.jsonc',
  'kustomization.yaml',
  'pom.xml',
  'build.gradle',
  'gradle.properties',
  'pyproject.toml',
  'setup.cfg',
  'a.py',
  'Cargo.toml',
  'go.mod',
  'composer.json',
  'a.csproj',
  'Directory.Build.props',
  'pubspec.yaml',
  'mix.exs',
  'a.gemspec',
  'version.rb',
  'Info.plist',
];

const pieces = [
  '"',
  "'",
  '"""',
  "'''",
  '\\"',
  '"\\',
  '/*',
  '//',
  '<!--',
  '<a b="',
  '<![CDATA[',
  '<?',
  '[',
  '{',
  '(',
  '[[a]]\n',
  'a = ',
  'a."b".',
  '\\\n',
  ' ',
  '\t\n',
  '\r',
  'version = ',
  'version = "1.0.0"\n',
  '__version__ = "1.0.0"\n',
  '.version = ',
  '@version ',
  'module ',
  '=begin\n',
  '#',
  '\n#',
  '$(a)',
  '<key>',
  '\u{1d7d8}',
  '\ud800',
  '1.0.0',
  '1.0.0-',
  '0.',
  '- ',
  '? ',
  ': ',
  '&a ',
  '*a ',
];

/** Long enough that an answer in quadratic time takes minutes for all pieces together and ends the test. */
const length = 40_000;

it('knows a text for every kind', () => {
  expect(places.length).toBe(versionFileKinds.length);
});

it.each([
  ...places,
  { path: 'a', pattern: '*a{version}a*b' },
  { path: 'a', pattern: '{version}' },
  { path: 'a', marker: 'a' },
])('answers for %j whatever stands in it, in time linear in its length', { timeout: 120_000 }, (file) => {
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(length / piece.length));
    const outcome = bumpVersion(file, text, '1.0.0', '1.1.0');
    expect(outcome.kind === 'bumped' ? bumpVersion(file, outcome.text, '1.0.0', '1.1.0').kind : 'already').toBe(
      'already',
    );
  }
});
