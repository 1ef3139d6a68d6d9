import { type ParsedIdentifiers, parseBuildMetadata, parsePreRelease } from '../../version/identifiers.ts';
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
  parse: parsePreRelease,
});

/** Build metadata, such as `commit.abc123` (SemVer 2.0.0 item 10). */
export const buildMetadataArgument = identifiersArgument('build-metadata', {
  shown: 'commit.abc123',
  meaning: 'Build metadata by SemVer 2.0.0 item 10; it does not count in precedence.',
  parse: parseBuildMetadata,
});

/** Longer ones make versions that no registry takes. */
const mostCharacters = 100;

function identifiersArgument<const Name extends string>(
  name: Name,
  { shown, meaning, parse }: { shown: string; meaning: string; parse: (text: string) => ParsedIdentifiers },
): Argument<Name, string> {
  return defineArgument({
    name,
    shown,
    meaning,
    read: (text) => {
      const place = flagOf(name);
      if (text.length > mostCharacters) {
        const known = [String(text.length), String(mostCharacters)];
        return refuse({ code: 'too_long', value: text.slice(0, 40), place, known });
      }
      const parsed = parse(text);
      if (parsed.kind === 'identifiers') return read(parsed.text);
      const { nearest, code: fault } = parsed;
      return refuse({ code: 'identifier_malformed', value: text, place, nearest, fault });
    },
  });
}
