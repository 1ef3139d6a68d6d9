import { describe, expect, it } from 'vitest';
import { bumpFiles, targetsOf } from './bump-files.ts';

describe('a Rust workspace', () => {
  const crate = (name: string, version: string, more = '') => `[package]\nname = "${name}"\nversion${version}\n${more}`;
  const web = (range: string) =>
    crate('web', ' = "1.4.0"', `[dependencies]\nserde = "1.4.0"\napi = { path = "../api", version = "${range}" }\n`);
  const lock = (api: string, web_: string) =>
    `version = 4\n\n[[package]]\nname = "api"\nversion = "${api}"\n\n[[package]]\nname = "api"\nversion = "1.4.0"\nsource = "registry+https://x"\n\n[[package]]\nname = "web"\nversion = "${web_}"\ndependencies = [\n "api ${api}",\n "api 1.4.0 (registry+https://x)",\n "serde",\n]\n`;

  it.each([
    ['1.4.0', '1.5.0'],
    ['^1.4.0', '^1.5.0'],
    ['=1.4.0', '=1.5.0'],
    ['1.4', '1.4'],
    ['*', '*'],
  ])('asks for a bumped crate with %s and then %s', (before, after) => {
    const texts = {
      'api/Cargo.toml': crate('api', ' = "1.4.0"'),
      'web/Cargo.toml': web(before),
      'Cargo.lock': lock('1.4.0', '1.4.0'),
    };
    const { changes } = bumpFiles(texts, targetsOf(['api/Cargo.toml']));
    expect(changes['web/Cargo.toml'] ?? web(before)).toBe(web(after));
    expect(changes['Cargo.lock']).toBe(lock('1.5.0', '1.4.0'));
  });

  it('moves the members that inherit its version', () => {
    const root =
      '[workspace]\nmembers = ["*"]\n[workspace.package]\nversion = "1.4.0"\n[workspace.dependencies.api]\npath = "api"\nversion = "1.4.0"\n';
    const texts = {
      'Cargo.toml': root,
      'api/Cargo.toml': crate('api', '.workspace = true'),
      'web/Cargo.toml': crate('web', '.workspace = true', '[dependencies]\napi.workspace = true\n'),
      'Cargo.lock': lock('1.4.0', '1.4.0'),
    };
    expect(bumpFiles(texts, targetsOf(['Cargo.toml'])).changes).toEqual({
      'Cargo.toml': root.replaceAll('1.4.0', '1.5.0'),
      'Cargo.lock': lock('1.5.0', '1.5.0'),
    });
  });

  it('does not look into a lock file that is nobody’s', () => {
    const texts = { 'api/Cargo.toml': crate('api', ' = "1.4.0"'), 'tests/broken/Cargo.lock': '[[' };
    expect(Object.keys(bumpFiles(texts, targetsOf(['api/Cargo.toml'])).changes)).toEqual(['api/Cargo.toml']);
  });

  it('tells of a requirement that lets the new version out', () => {
    const texts = { 'api/Cargo.toml': crate('api', ' = "1.4.0"'), 'web/Cargo.toml': web('1') };
    expect(bumpFiles(texts, targetsOf(['api/Cargo.toml'], '2.0.0')).notes).toEqual([
      { path: 'web/Cargo.toml', note: 'it asks for api 1, which does not let 2.0.0 in' },
    ]);
  });
});

describe('a Maven build', () => {
  const root = (version: string) =>
    `<project><groupId>org.shop</groupId><artifactId>all</artifactId><version>${version}</version><modules><module>api</module></modules></project>\n`;
  const child = (parent: string, dependency: string) =>
    `<project>\n  <parent><groupId>org.shop</groupId><artifactId>all</artifactId><version>${parent}</version></parent>\n  <artifactId>api</artifactId>\n  <dependencies>\n    <dependency><groupId>org.shop</groupId><artifactId>base</artifactId><version>${dependency}</version></dependency>\n    <dependency><groupId>org.else</groupId><artifactId>base</artifactId><version>1.4.0</version></dependency>\n  </dependencies>\n</project>\n`;
  const base = (parent: string) =>
    `<project><parent><groupId>org.shop</groupId><artifactId>all</artifactId><version>${parent}</version></parent><artifactId>base</artifactId></project>`;

  it('moves the parent of its modules and what they ask each other for', () => {
    const texts = { 'pom.xml': root('1.4.0'), 'api/pom.xml': child('1.4.0', '1.4.0'), 'base/pom.xml': base('1.4.0') };
    expect(bumpFiles(texts, targetsOf(['pom.xml'])).changes).toEqual({
      'pom.xml': root('1.5.0'),
      'api/pom.xml': child('1.5.0', '1.5.0'),
      'base/pom.xml': base('1.5.0'),
    });
  });

  it('leaves a parent from elsewhere and a property alone', () => {
    const other = base('1.4.0').replace('</version></parent>', '</version><relativePath>../x</relativePath></parent>');
    const texts = {
      'pom.xml': root('1.4.0'),
      'api/pom.xml': child('1.4.0', '\u0024{project.version}'),
      'base/pom.xml': other,
    };
    const { changes } = bumpFiles(texts, targetsOf(['pom.xml']));
    expect(Object.keys(changes)).toEqual(['pom.xml', 'api/pom.xml']);
    expect(changes['api/pom.xml']).toBe(child('1.5.0', '\u0024{project.version}'));
  });
});

it('moves a Python project’s own entry in uv.lock', () => {
  const lock = (version: string) =>
    `version = 1\n\n[[package]]\nname = "my-shop"\nversion = "${version}"\nsource = { editable = "." }\n\n[[package]]\nname = "other"\nversion = "1.4.0"\nsource = { registry = "https://x" }\n`;
  const texts = { 'pyproject.toml': '[project]\nname = "My_Shop"\nversion = "1.4.0"\n', 'uv.lock': lock('1.4.0') };
  expect(bumpFiles(texts, targetsOf(['pyproject.toml'], '1.5.0-rc.1')).changes).toEqual({
    'pyproject.toml': texts['pyproject.toml'].replace('1.4.0', '1.5.0rc1'),
    'uv.lock': lock('1.5.0rc1'),
  });
});

it('moves a gem’s own entry in Gemfile.lock', () => {
  const lock = (version: string) =>
    `PATH\n  remote: .\n  specs:\n    shop (${version})\n      rack (~> 1.4.0)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n    rack (1.4.0)\n`;
  const texts = {
    'shop.gemspec': 's.version = Shop::VERSION\n',
    'lib/shop/version.rb': 'VERSION = "1.4.0"\n',
    'Gemfile.lock': lock('1.4.0'),
  };
  expect(bumpFiles(texts, targetsOf(['lib/shop/version.rb'])).changes).toEqual({
    'lib/shop/version.rb': 'VERSION = "1.5.0"\n',
    'Gemfile.lock': lock('1.5.0'),
  });
});

it('tells of a Go module whose path does not name the new major version', () => {
  const texts = {
    VERSION: '1.4.0\n',
    'go.mod': 'module example.org/shop\n',
    'tools/go.mod': 'module example.org/tools\n',
  };
  expect(bumpFiles(texts, targetsOf(['VERSION'])).notes).toEqual([]);
  expect(bumpFiles(texts, targetsOf(['VERSION'], '2.0.0')).notes).toEqual([
    {
      path: 'go.mod',
      note: 'its module path example.org/shop does not name major version 2; call it example.org/shop/v2 and change the imports first',
    },
  ]);
});

it('tells that a composer.lock no longer fits', () => {
  const texts = { 'a/composer.json': '{"version":"1.4.0"}', 'a/composer.lock': '{}', 'composer.lock': '{}' };
  expect(bumpFiles(texts, targetsOf(['a/composer.json']))).toMatchObject({
    changes: { 'a/composer.json': '{"version":"1.5.0"}' },
    notes: [{ path: 'a/composer.lock', note: expect.stringContaining('composer update --lock') }],
  });
});
