import fc from 'fast-check';
import { Version } from '#domain/version/version.ts';

const number = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1_000_000 }));
const word = fc
  .array(fc.constantFrom('a', 'B', 'rc', '-', '0', '7', 'alpha'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''))
  .filter((text) => !/^0\d+$/.test(text));
const identifier = fc.oneof(number.map(String), fc.constantFrom('alpha', 'beta', 'rc', '0', '1', '10'), word);
const tail = fc.array(identifier, { maxLength: 3 });

/** Any version by SemVer 2.0.0, near ones more often than far ones. */
export function anyVersion(): fc.Arbitrary<Version> {
  return fc
    .record({ major: number, minor: number, patch: number, pre: tail, build: tail })
    .map(({ major, minor, patch, pre, build }) =>
      Version.parse(
        `${major}.${minor}.${patch}${pre.length === 0 ? '' : `-${pre.join('.')}`}${build.length === 0 ? '' : `+${build.join('.')}`}`,
      ),
    );
}
