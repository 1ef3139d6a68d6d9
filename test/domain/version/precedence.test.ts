import fc from 'fast-check';
import semver from 'semver';
import { expect, it } from 'vitest';
import { bumps, nextVersion } from '#domain/version/bump.ts';
import { compareVersions } from '#domain/version/compare-versions.ts';
import { isVersion } from '#domain/version/grammar.ts';
import { parseVersion } from '#domain/version/parse-version.ts';
import { partsOf, printParts, versionFrom } from '#domain/version/parts.ts';
import { Version } from '#domain/version/version.ts';
import { anyVersion } from './any-version.ts';

const v = (text: string) => Version.parse(text);

it('orders the example of SemVer 2.0.0 item 11', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '2.0.0',
    '2.1.0',
    '2.1.1',
  ].map(v);
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});

it('orders any two versions as semver does', () => {
  fc.assert(fc.property(anyVersion(), anyVersion(), (a, b) => compareVersions(a, b) === semver.compare(a, b)));
});

it('orders numbers in pre-releases by value where a double no longer can', () => {
  expect(compareVersions(v('1.0.0-9007199254740993'), v('1.0.0-9007199254740992'))).toBe(1);
});

it('leaves build metadata out of precedence', () => {
  fc.assert(
    fc.property(anyVersion(), (version) => compareVersions(version, v(`${version.split('+')[0]}+other`)) === 0),
  );
});

it('gives a version back as it was written, its build metadata included', () => {
  fc.assert(
    fc.property(anyVersion(), (version) => {
      const parsed = parseVersion(version);
      return printParts(partsOf(version)) === version && parsed.kind === 'version' && parsed.version === version;
    }),
  );
});

it('knows the same versions as semver, up to its limit', () => {
  const pieces = fc.array(fc.constantFrom('0', '1', '01', '.', '-', '+', 'a', 'rc', '_', ' ', '9007199254740992'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      const isTheirs = text === text.trim() && text.length <= 128 && semver.parse(text) !== null;
      return isVersion(text) === isTheirs && (versionFrom(text) !== null) === isTheirs;
    }),
    { numRuns: 2_000 },
  );
});

it('leads to the release semver leads to, and always upwards', () => {
  fc.assert(
    fc.property(anyVersion(), fc.constantFrom(...bumps), (current, bump) => {
      const next = nextVersion(current, bump);
      return next === semver.inc(current, bump) && compareVersions(next, current) > 0;
    }),
  );
});

it('promotes a pre-release to its own release by the bump that made it', () => {
  fc.assert(
    fc.property(anyVersion(), fc.constantFrom(...bumps), (current, bump) => {
      const release = nextVersion(v(`${current.split(/[-+]/)[0]}`), bump);
      return nextVersion(v(`${release}-rc.1`), bump) === release;
    }),
  );
});
