import fc from 'fast-check';
import semver from 'semver';
import { expect, it } from 'vitest';
import { previousReleases } from '#domain/history/previous-releases.ts';
import { Version } from '#domain/version/version.ts';

const of = (...versions: string[]) => versions.map((version) => ({ version: Version.parse(version) }));
const previous = (...versions: string[]) =>
  previousReleases(of(...versions)).map((release) => release?.version ?? null);

it('is the highest lower version that was out by then', () => {
  expect(previous('1.0.0', '1.1.0', '2.0.0', '1.1.1', '2.0.1')).toEqual([null, '1.0.0', '1.1.0', '1.1.0', '2.0.0']);
});

it('is a pre-release in front of a pre-release only', () => {
  expect(previous('1.0.0', '1.1.0-rc.1', '1.1.0-rc.2', '1.1.0')).toEqual([null, '1.0.0', '1.1.0-rc.1', '1.0.0']);
});

it('agrees with semver on drawn lists', () => {
  const part = fc.nat(3);
  const version = fc
    .tuple(part, part, part, fc.option(fc.nat(2)))
    .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre === null ? '' : `-rc.${pre}`}`);
  fc.assert(
    fc.property(fc.uniqueArray(version, { maxLength: 20 }), (versions) => {
      const truth = versions.map((one, place) => {
        const isPre = semver.prerelease(one) !== null;
        const lower = versions
          .slice(0, place)
          .filter((other) => semver.lt(other, one) && (isPre || semver.prerelease(other) === null));
        return lower.sort(semver.rcompare)[0] ?? null;
      });
      expect(previous(...versions)).toEqual(truth);
    }),
  );
});
