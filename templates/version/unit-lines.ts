import type { Bump } from '#domain/version/bump.ts';
import type { VersionRule } from '#domain/version/commit-rule.ts';
import { isPreRelease } from '#domain/version/parts.ts';
import type { Mismatch, UnitVersions, VersionReason } from '#domain/version/version-outcome.ts';
import { commitLine } from '../release/commit-line.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { needsLines } from './needs-lines.ts';
import { bumpWords, ruleCount, ruleWords, stepWords } from './rule-words.ts';

/** A statement and what there is to say below it. */
export type Said = { readonly heading: Phrase; readonly lines: readonly Phrase[] };

/**
 * Current, next and why of one thing that is versioned by itself; at most `most` commits are named, the rest is counted. Where it is one of
 * many, what its release needs is left out.
 */
export function unitLines(
  project: string,
  versions: UnitVersions,
  { most, isOneOfMany }: { readonly most: number; readonly isOneOfMany: boolean },
): Said {
  const { current, next, unit } = versions;
  const name = unit === null ? project : `${project} ${unit}`;
  const now =
    current === null ? say`${strong(name)} has no release yet.` : say`${strong(name)} is at ${version(current)}.`;
  if (next === null)
    return { heading: say`${now} Nothing is to be released${about(unit)}.`, lines: elsewhere(versions) };
  const bump = versions.needs?.type === 'hotfix' ? 'patch' : (versions.needs?.type ?? 'patch');
  const kind = isPreRelease(next) ? `, a pre-release of ${bumpWords[bump]}` : `, ${bumpWords[bump]}`;
  const [first] = versions.reason?.kind === 'commits' ? versions.reason.deciding : [];
  const rule = first === undefined ? '.' : `: ${ruleWords(first.rule, bump)}.`;
  const lines = [
    ...why(versions.reason, bump, most),
    ...services(versions),
    ...elsewhere(versions),
    ...(versions.mismatch === null ? [] : [mismatchPhrase(versions.mismatch)]),
    ...(versions.needs === null || isOneOfMany ? [] : needsLines(versions.needs)),
    ...(versions.mayBeHotfix ? [say`It holds fixes only, so it may go out as a hotfix.`] : []),
  ];
  return { heading: say`${now} The next is ${version(next)}${kind}${rule}`, lines };
}

/** What of a version does not fit the commits, and the nearest that does. */
export function mismatchPhrase({ commits, kind, nearest }: Mismatch): Phrase {
  const titles = listed(
    commits.map((commit) => plain(commit.subject, 80)),
    3,
  );
  return kind === 'breaking_in_minor'
    ? say`It would promise no breaking change, but there ${commits.length === 1 ? 'is' : 'are'} ${commits.length}: ${titles}. ${version(nearest)} announces it.`
    : say`It would be a patch, but there ${commits.length === 1 ? 'is a new feature' : `are ${commits.length} new features`}: ${titles}. ${version(nearest)} announces it.`;
}

/** A version as it is typed. */
export function version(text: string): Phrase {
  return code(plain(text, 130));
}

function why(reason: VersionReason | null, bump: Bump, most: number): readonly Phrase[] {
  if (reason === null) return [];
  if (reason.kind === 'step') return [say`It is ${stepWords[reason.step]}, as asked.`];
  if (reason.kind === 'counts') return countLines(reason, bump);
  const { deciding, ignored, rest } = reason;
  const shown = deciding.slice(0, deciding.length === most + 1 ? most + 1 : most);
  const hidden = deciding.length - shown.length;
  return [
    ...shown.map(({ commit }) => commitLine(commit, 90)),
    ...(hidden === 0 ? [] : [say`${plural(hidden, 'more commit')} like ${hidden === 1 ? 'it' : 'them'}.`]),
    ...restLine(rest),
    ...ignored.map(
      ({ commit, typed, why: fault }) =>
        say`${code(commit.sha.slice(0, 7))} asks for ${code(plain(typed, 40))} by a Release-As footer, which does not count: ${ignoredWords[fault]}.`,
    ),
  ];
}

const ignoredWords = {
  malformed: 'it is no SemVer 2.0.0 version',
  not_greater: 'it is not greater than the last release',
  tag_exists: 'it has a tag already',
} as const;

/** Why commits that were counted lead to a bump. */
export function countLines(reason: Extract<VersionReason, { kind: 'counts' }>, bump: Bump): readonly Phrase[] {
  const deciding = reason.deciding.map(({ count, type }) => `${count} ${type === 'breaking' ? 'breaking' : type}`);
  const rest = reason.rest === 0 ? [] : [say`${plural(reason.rest, 'other commit')} ask for no more.`];
  return [say`${listed(deciding)}: ${ruleWords(reason.rule, bump)}.`, ...rest];
}

function restLine(rest: Readonly<Partial<Record<VersionRule, number>>>): readonly Phrase[] {
  const counts = Object.entries(rest).map(([rule, count]) => ruleCount(rule as VersionRule, count));
  return counts.length === 0 ? [] : [say`Beside ${listed(counts)}, which ask for no more.`];
}

function services({ perService }: UnitVersions): readonly Phrase[] {
  if (perService.length === 0) return [];
  const each = perService.map(({ bump, commits, service }) => `${service} ${bump} (${plural(commits, 'commit')})`);
  return [say`The highest of its services counts: ${listed(each)}.`];
}

function elsewhere({ elsewhere: count, unit }: UnitVersions): readonly Phrase[] {
  if (count === 0 || unit === null) return [];
  return [
    say`${plural(count, 'commit')} since then ${count === 1 ? 'is' : 'are'} about others and ${count === 1 ? 'does' : 'do'} not count.`,
  ];
}

function about(unit: string | null): string {
  return unit === null ? ': no commit has come since' : `: no commit since then is about ${unit}`;
}
