import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bumpVersion, companionsOf, readVersion } from '#domain/version-files/version-file-kinds.ts';

const packageText = '{\n\t"name": "shop",\n\t"version": "1.4.2",\n\t"config": { "version": "9.9.9" }\n}';

describe('readVersion', () => {
  it.each([
    ['package.json', packageText, '1.4.2'],
    ['services/api/package.json', '\ufeff{"version":"1.4.2"}', '1.4.2'],
    ['VERSION', '1.4.2\n', '1.4.2'],
    ['VERSION', '# the version\r\n\r\n1.4.2\r\n', '1.4.2'],
    ['chart/Chart.yaml', 'apiVersion: v2\nversion: "1.4.2" # keep\nappVersion: 1.4.2\n', '1.4.2'],
  ])('of %s %j', (path, text, version) => {
    expect(readVersion(path, text)).toEqual({ kind: 'version', version });
  });

  it.each([
    ['package.json', '{', 'it is not valid JSON'],
    ['package.json', '{}', 'it has no "version"'],
    ['package.json', '{"nested":{"version":"1.0.0"}}', 'it has no "version"'],
    ['package.json', '[{"version":"1.0.0"}]', 'it has no "version"'],
    ['package.json', '{"version":1}', 'the value of "version" is not a string'],
    ['package.json', '{"version":{"version":"1.0.0"}}', 'the value of "version" is not a string'],
    ['package.json', '{"version":"1.0.0","version":"2.0.0"}', 'the key "version" stands twice'],
    ['VERSION', '', 'it does not hold exactly one line with a version'],
    ['VERSION', '1.0.0\n2.0.0\n', 'it does not hold exactly one line with a version'],
    ['VERSION', 'version 1.0.0\n', 'it does not hold exactly one line with a version'],
    ['Chart.yaml', 'name: shop\n', 'it has no "version" written as one plain or quoted word'],
    ['Chart.yaml', 'version: |\n  1.0.0\n', 'it has no "version" written as one plain or quoted word'],
    ['Chart.yaml', 'version: 1.0.0\nversion: 2.0.0\n', 'the key "version" stands twice'],
    ['Chart.yaml', 'version: 1.0.0\n---\nversion: 2.0.0\n', 'it is not a single YAML document'],
  ])('refuses %s %j', (path, text, why) => {
    expect(readVersion(path, text)).toEqual({ kind: expect.stringMatching(/^(?:invalid|absent)$/), why });
    expect(bumpVersion(path, text, null, '3.0.0')).toEqual({ kind: 'invalid', why });
  });
});

it('names the kinds there are for a path of none of them', () => {
  const reading = readVersion('notes.md', 'version 1.0.0');
  expect(reading).toMatchObject({
    kind: 'invalid',
    why: expect.stringMatching(/known: package.json, VERSION, Chart.yaml/),
  });
  expect(bumpVersion('notes.md', 'version 1.0.0', null, '2.0.0')).toEqual(reading);
});

describe('bumpVersion', () => {
  it.each([
    ['package.json', packageText, packageText.replace('1.4.2', '1.5.0')],
    ['VERSION', '1.4.2', '1.5.0'],
    ['VERSION', '# 1.4.2\r\n1.4.2  \r\n', '# 1.4.2\r\n1.5.0  \r\n'],
    [
      'Chart.yaml',
      'apiVersion: v2\r\nversion: "1.4.2" # 1.4.2\r\nappVersion: 1.4   # app\r\ndependencies:\r\n  - version: 1.4.2\r\n',
      'apiVersion: v2\r\nversion: "1.5.0" # 1.4.2\r\nappVersion: 1.5.0   # app\r\ndependencies:\r\n  - version: 1.4.2\r\n',
    ],
  ])('changes the version of %s %j and nothing else', (path, text, changed) => {
    expect(bumpVersion(path, text, '1.4.2', '1.5.0')).toEqual({ kind: 'bumped', text: changed });
    expect(bumpVersion(path, changed, '1.4.2', '1.5.0')).toEqual({ kind: 'already' });
  });

  it.each([
    ['package.json', '{"version":"1.3.0"}'],
    ['VERSION', '1.3.0\n'],
    ['Chart.yaml', 'version: 1.3.0\nappVersion: 1.4.2\n'],
  ])('tells when %s holds another version, and replaces it when any will do', (path, text) => {
    expect(bumpVersion(path, text, '1.4.2', '1.5.0')).toEqual({ kind: 'mismatch', found: '1.3.0' });
    expect(bumpVersion(path, text, null, '1.5.0').kind).toBe('bumped');
  });
});

const number = fc.nat({ max: 999 });
const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const eol = fc.constantFrom('\n', '\r\n');
/** Around the place of the version: everything a person may have there. */
const aPackage = fc
  .record({
    before: fc.jsonValue(),
    after: fc.jsonValue(),
    indent: fc.constantFrom('', ' ', '    ', '\t'),
    eol,
    end: fc.boolean(),
  })
  .map(({ before, after, indent, eol: lineEnd, end }) => (found: string) => {
    const text = JSON.stringify({ before, version: found, after: { version: '0.0.0', after } }, null, indent);
    return text.replaceAll('\n', lineEnd) + (end ? lineEnd : '');
  });
const aChart = fc
  .record({ comment: fc.stringMatching(/^[a-z0-9 .#:"']{0,30}$/), quote: fc.constantFrom('', '"', "'"), eol })
  .map(
    ({ comment, quote, eol: lineEnd }) =>
      (found: string) =>
        [
          `# ${comment}`,
          `version: ${quote}${found}${quote} # ${comment}`,
          'name: shop',
          `appVersion: ${quote}${found}${quote}`,
          '',
        ].join(lineEnd),
  );
const aVersionText = fc.record({ comment: fc.stringMatching(/^[a-z0-9 .]{0,30}$/), eol, end: fc.boolean() }).map(
  ({ comment, eol: lineEnd, end }) =>
    (found: string) =>
      `# ${comment}${lineEnd}${found}${end ? lineEnd : ''}`,
);

it.each([
  ['package.json', aPackage],
  ['Chart.yaml', aChart],
  ['VERSION', aVersionText],
])('a bumped %s reads as the new version and is otherwise unchanged', (path, file) => {
  fc.assert(
    fc.property(file, version, version, (write, from, to) => {
      fc.pre(from !== to);
      expect(bumpVersion(path, write(from), from, to)).toEqual({ kind: 'bumped', text: write(to) });
      expect(readVersion(path, write(to))).toEqual({ kind: 'version', version: to });
    }),
  );
});

describe('companionsOf', () => {
  const lock = JSON.stringify(
    {
      name: 'shop',
      version: '1.4.2',
      lockfileVersion: 3,
      packages: {
        '': { name: 'shop', version: '1.4.2' },
        'services/api': { version: '1.4.2' },
        'node_modules/left': { version: '1.4.2' },
      },
    },
    null,
    2,
  );

  const bumpLock = (owner: string) => {
    const companion = companionsOf(owner).find(({ path }) => path === 'package-lock.json');
    return companion?.bump(lock, { from: '1.4.2', to: '1.5.0' });
  };

  it('names the lock files beside a package and above it', () => {
    expect(companionsOf('services/api/package.json').map(({ path }) => path)).toEqual([
      'services/api/package-lock.json',
      'services/api/npm-shrinkwrap.json',
      'services/package-lock.json',
      'services/npm-shrinkwrap.json',
      'package-lock.json',
      'npm-shrinkwrap.json',
    ]);
    expect(companionsOf('VERSION')).toEqual([]);
  });

  it('changes both versions of the root package in its lock file', () => {
    const changed = lock.replace('"version": "1.4.2"', '"version": "1.5.0"').replace(/("": \{[^}]*)1\.4\.2/, '$11.5.0');
    expect(bumpLock('package.json')).toEqual({ kind: 'bumped', text: changed });
  });

  it('changes only the entry of a workspace in the lock file above it', () => {
    const changed = lock.replace(/("services\/api": \{[^}]*)1\.4\.2/, '$11.5.0');
    expect(bumpLock('services/api/package.json')).toEqual({ kind: 'bumped', text: changed });
  });

  it('leaves a lock file alone that does not name the package', () => {
    expect(bumpLock('services/web/package.json')).toEqual({ kind: 'already' });
  });
});
