import type { Version } from '../../version/version.ts';
import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';
import { readVersion } from './version.ts';

/** The version a step starts from. */
export const currentArgument: Argument<'current', Version> = defineArgument({
  name: 'current',
  shown: '1.4.2',
  meaning: 'The version to start from; the last release when left out.',
  read: (text) => readVersion(text, 'current'),
});

/** The identifiers of a pre-release, such as `alpha` or `rc.1` (SemVer 2.0.0 item 9). */
export const preReleaseArgument = identifiersArgument('pre-release', {
  shown: 'alpha',
  meaning: 'Identifiers of a pre-release by SemVer 2.0.0 item 9; a number is added and counted up.',
  refusesLeadingZeros: true,
});

/** Build metadata, such as `commit.abc123` (SemVer 2.0.0 item 10). */
export const buildMetadataArgument = identifiersArgument('build-metadata', {
  shown: 'commit.abc123',
  meaning: 'Build metadata by SemVer 2.0.0 item 10; it does not count in precedence.',
  refusesLeadingZeros: false,
});

function identifiersArgument<const Name extends string>(
  name: Name,
  { shown, meaning, refusesLeadingZeros }: { shown: string; meaning: string; refusesLeadingZeros: boolean },
): Argument<Name, string> {
  const isRight = (part: string): boolean =>
    /^[0-9A-Za-z-]+$/.test(part) && !(refusesLeadingZeros && /^0\d+$/.test(part));
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) => {
      const parts = text.split('.');
      if (text.length <= 100 && parts.every(isRight)) return read(text);
      const nearest = parts.map((part) => tidied(part, refusesLeadingZeros)).filter((part) => part !== '');
      return refuse({
        code: 'identifier_malformed',
        value: text,
        place: flagOf(name),
        nearest: nearest.join('.').slice(0, 100) || null,
      });
    },
  });
}

function tidied(part: string, refusesLeadingZeros: boolean): string {
  const plain = part
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return refusesLeadingZeros && /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}
