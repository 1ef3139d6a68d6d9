import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { anyVersions, checkKind, phasedVersions } from '../check-kind.ts';

const withoutMark = (text: string) => parse(text.replace(/^\ufeff/, ''));
const pep440 = (version: string) =>
  version.replace('-alpha.', 'a').replace('-beta.', 'b').replace('-rc.', 'rc').replace('-dev.', '.dev');

it.each([
  [
    'Cargo.toml',
    '# version = "##"\n[package]\nname = "shop" # ##\nversion = "@@" # ##\n[dependencies]\nserde = { version = "##", features = ["a]", \'b"\'] }\n[dependencies.log]\nversion = "##"\n',
    ['package/version'],
  ],
  [
    'Cargo.toml',
    '[workspace]\nmembers = [\n  "api", # [package]\n  "web",\n]\n[workspace.package]\nversion = \'@@\'\n[package]\nversion.workspace = true\ndescription = """\n[package]\nversion = "##"\n"quotes"""\n',
    ['workspace/package/version'],
  ],
  ['Cargo.toml', 'package = { name = "x", "version" = "@@" }\n', ['package/version']],
  ['Cargo.toml', 'package.version = "@@"\npackage.metadata.version = "##"\n', ['package/version']],
])('a bumped %s reads as the new version and is otherwise unchanged: %j', (file, text, changed) => {
  checkKind({ file, text, versions: anyVersions, oracle: { parse: withoutMark, changed } });
});

it.each([
  [
    '[project]\nname = "shop"\nversion = "@@"\ndependencies = ["api==##"]\n[[tool.x]]\nversion = "##"\n[[tool.x]]\nversion = "##"\nat = 2026-11-21 10:00:00\n',
    ['project/version'],
  ],
  [
    '[tool.poetry]\nversion = "@@"\n[tool.poetry.dependencies]\npython = "^3.9"\nversion = "##"\n',
    ['tool/poetry/version'],
  ],
  ['[tool.poetry]\nversion = "@@"\n[project]\nversion = "@@"\n', ['tool/poetry/version', 'project/version']],
])('a bumped pyproject.toml is spelled by PEP 440 and otherwise unchanged: %j', (text, changed) => {
  const oracle = { parse: withoutMark, changed };
  checkKind({ file: 'pyproject.toml', text, versions: phasedVersions, spell: pep440, oracle });
});

it.each([
  ['1.5.0-alpha.1', '1.5.0a1'],
  ['1.5.0-beta.2', '1.5.0b2'],
  ['1.5.0-rc.3', '1.5.0rc3'],
  ['1.5.0-dev.4', '1.5.0.dev4'],
  ['1.5.0+commit.abc123', '1.5.0+commit.abc123'],
])('writes %s as %s for Python', (version, written) => {
  const text = bumpVersion('pyproject.toml', '[project]\nversion = "1.4.2"\n', '1.4.2', version);
  expect(text).toEqual({ kind: 'bumped', text: `[project]\nversion = "${written}"\n` });
});

it('takes the long spelling of a pre-release for what it says', () => {
  expect(readVersion('pyproject.toml', '[project]\nversion = "1.5.0-alpha.1"\n')).toEqual({
    kind: 'version',
    version: '1.5.0-alpha.1',
  });
});

describe('refuses', () => {
  it.each(['1.5.0-alpha', '1.5.0-nightly.1', '1.5.0-alpha.1.2', '1.5.0+Build-7'])('%s for Python', (version) => {
    expect(bumpVersion('pyproject.toml', '[project]\nversion = "1.4.2"\n', null, version)).toEqual({
      kind: 'invalid',
      why: `PEP 440 has no spelling for ${version}; it knows alpha, beta, rc and dev with a number, such as 1.5.0-alpha.1`,
    });
  });

  it.each([
    ['[package]\nversion = "1.0.0"\nversion = "1.0.0"\n', 'the key "package.version" stands twice'],
    ['[package]\nversion = "1.0.0"\n[package]\nname = "x"\n', 'the table "package" stands twice'],
    ['[package]\nversion = """1.0.0"""\n', 'its package.version is not a plain string'],
    ['[package]\nversion = 1.0\n', 'its package.version is not a plain string'],
    ['[package]\nversion = "1.0.0\n', 'line 2 is not valid TOML'],
    ['[package\nversion = "1.0.0"\n', 'line 1 is not valid TOML'],
    ['[package]\nversion = "1.0.0" x\n', 'line 2 is not valid TOML'],
    [
      '[package]\nversion = "1.0.0"\n[workspace.package]\nversion = "2.0.0"\n',
      'it holds several versions: 1.0.0, 2.0.0',
    ],
    [`a = ${'['.repeat(200_000)}`, 'line 1 is not valid TOML'],
  ])('%.60j', (text, why) => {
    expect(readVersion('Cargo.toml', text)).toEqual({ kind: 'invalid', why });
  });
});

it.each([
  [
    'Cargo.toml',
    '[package]\nversion.workspace = true\n',
    'it inherits its version from the workspace; bump the workspace',
  ],
  [
    'Cargo.toml',
    '[package]\nversion = { workspace = true }\n',
    'it inherits its version from the workspace; bump the workspace',
  ],
  ['Cargo.toml', '[workspace]\nmembers = []\n', 'it has no version'],
  [
    'pyproject.toml',
    '[project]\ndynamic = ["readme", "version"]\n',
    'its version is dynamic: another file or the tag holds it',
  ],
  ['pyproject.toml', '[build-system]\nrequires = []\n', 'it has no version'],
])('says of %s %j that it holds no version', (file, text, why) => {
  expect(readVersion(file, text)).toEqual({ kind: 'absent', why });
});
