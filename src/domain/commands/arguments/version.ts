import { nearestWord } from '../../nearest-word.ts';
import type { Bump } from '../../version/bump.ts';
import { parseVersion } from '../../version/parse-version.ts';
import { versionOfTag } from '../../version/tag.ts';
import type { Version } from '../../version/version.ts';
import { type Argument, defineArgument, flagOf } from '../argument.ts';
import type { KnownProject } from '../command-context.ts';
import { type Read, read, refuse } from '../command-refusal.ts';

/** A version as asked for: to the letter, or the step that leads to it. */
export type AskedVersion = { readonly exact: Version } | { readonly bump: Bump | 'suggested' };

/** The steps that may stand for a version. */
export const bumpWords = ['minor', 'patch', 'major', 'suggested'] as const;

/** The same for a release, which may be a hotfix: a patch that holds fixes only. */
export const releaseWords = ['minor', 'patch', 'major', 'hotfix', 'suggested'] as const;

/** A version, or the word of a step that leads to one. */
export const askedVersion: Argument<'version', AskedVersion> = versionOrStep(bumpWords);

/** The version of a release, or the word of a step that leads to it. */
export const releasedVersion = versionOrStep(releaseWords);

function versionOrStep<const Word extends string>(
  words: readonly Word[],
): Argument<'version', { readonly exact: Version } | { readonly bump: Word }> {
  return defineArgument({
    name: 'version',
    shown: '1.5.0',
    meaning: 'A version by SemVer 2.0.0.',
    words,
    claims: (word) => looksLikeVersion(word) || words.some((known) => known === word.toLowerCase()),
    read: (text): Read<{ readonly exact: Version } | { readonly bump: Word }> => {
      const typed = text.toLowerCase();
      const bump = words.find((known) => known === typed);
      if (bump !== undefined) return read({ bump });
      const version = readVersion(text, 'version');
      if (version.kind === 'read') return read({ exact: version.value });
      const nearest = version.refusal.nearest ?? nearestWord(typed, words);
      return refuse({ ...version.refusal, nearest });
    },
  });
}

/** A version to the letter. */
export const exactVersion: Argument<'version', Version> = defineArgument({
  name: 'version',
  shown: '1.5.0',
  meaning: 'A version by SemVer 2.0.0.',
  claims: looksLikeVersion,
  read: (text) => readVersion(text, 'version'),
});

/** The version a rollback goes back to. */
export const targetVersion: Argument<'to', Version> = defineArgument({
  name: 'to',
  shown: '1.4.1',
  meaning: 'The version to go back to; the one before when left out.',
  claims: looksLikeVersion,
  read: (text) => readVersion(text, 'to'),
});

/** The version a rollback plan leads back to. */
export const rollbackTarget: Argument<'rollback-to', Version> = defineArgument({
  name: 'rollback-to',
  shown: '1.4.2',
  meaning: 'The version to go back to; the one before when left out.',
  read: (text) => readVersion(text, 'rollback-to'),
});

/** A version as a tag writes it: with a leading v, or in the shape of the project's tags. */
export const taggedVersion: Argument<'version', Version> = defineArgument({
  name: 'version',
  shown: 'v1.5.0',
  meaning: 'A version by SemVer 2.0.0, with or without the v of a tag, or a whole tag.',
  claims: (word, { projects }) => looksLikeVersion(word) || versionIn(word, projects) !== null,
  read: (text, { context, project }) => {
    const tagged = versionIn(text, project === null ? context.projects : [project]);
    return tagged === null ? readVersion(text.replace(/^v(?=\d)/i, ''), 'version') : read(tagged);
  },
});

/** The version of a tag in the shape that one of the projects gives its tags. */
function versionIn(tag: string, projects: readonly KnownProject[]): Version | null {
  for (const shape of projects.flatMap(({ tags = [] }) => tags)) {
    const version = versionOfTag(shape, tag);
    if (version !== null) return version;
  }
  return null;
}

/** Reads a version by SemVer 2.0.0, for the argument of this name; refuses with the fault and the nearest version. */
export function readVersion(text: string, name: string): Read<Version> {
  const parsed = parseVersion(text);
  if (parsed.kind === 'version') return read(parsed.version);
  const { nearest, code: fault } = parsed;
  return refuse({ code: 'version_malformed', value: text, place: flagOf(name), nearest, fault });
}

/** Whether a word can only have been meant as a version, well written or not. */
export function looksLikeVersion(word: string): boolean {
  return /^[^\p{L}\p{N}]*(?:v|version)?[^\p{L}\p{N}]*\p{N}/iu.test(word.normalize('NFKC'));
}
