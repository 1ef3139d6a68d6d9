import type { Commit } from '../commits/commit.ts';
import { type Bump, bumpBetween, nextVersion } from './bump.ts';
import { checkSuccession } from './check-succession.ts';
import { type InitialDevelopment, ruleOf, type VersionRule } from './commit-rule.ts';
import { parseVersion } from './parse-version.ts';
import { suggestBump } from './suggest-bump.ts';
import type { Version } from './version.ts';

/** A version asked for by a `Release-As` footer that cannot be: written wrong, not greater, or tagged already. */
export type IgnoredFooter = {
  readonly commit: Commit;
  readonly typed: string;
  readonly why: 'malformed' | 'not_greater' | 'tag_exists';
};

/** The next version of a history, and why. */
export type VersionSuggestion = {
  readonly current: Version | null;
  readonly next: Version;
  readonly bump: Bump;
  /** The commits that decide, each with its rule, newest first. With a `Release-As` footer it is the one that bears it. */
  readonly deciding: readonly { readonly commit: Commit; readonly rule: VersionRule | 'release_as' }[];
  /** All other commits, counted by the rule they fall under. */
  readonly rest: Readonly<Partial<Record<VersionRule, number>>>;
  readonly ignored: readonly IgnoredFooter[];
};

/**
 * Works out the next version after `current` from commits that are newest first: the newest `Release-As` footer that names a version which may
 * follow, else the highest bump. Null without commits.
 */
export function suggestVersion(history: {
  readonly commits: readonly Commit[];
  readonly current: Version | null;
  readonly existing: readonly Version[];
  readonly initial: InitialDevelopment;
}): VersionSuggestion | null {
  const { commits, current, initial } = history;
  const suggestion = suggestBump(commits, current, initial);
  if (suggestion === null) return null;
  const { asked, ignored } = askedByFooter(history);
  const next = asked?.version ?? nextVersion(current, suggestion.bump);
  const deciding = asked === null ? suggestion.because : [asked.commit];
  return {
    current,
    next,
    bump: asked === null ? suggestion.bump : bumpBetween(current, next),
    deciding: deciding.map((commit) => ({
      commit,
      rule: asked === null ? ruleOf(commit, current, initial).rule : 'release_as',
    })),
    rest: counted(
      commits.filter((commit) => !deciding.includes(commit)),
      current,
      initial,
    ),
    ignored,
  };
}

function askedByFooter({ commits, current, existing }: Parameters<typeof suggestVersion>[0]): {
  readonly asked: { readonly commit: Commit; readonly version: Version } | null;
  readonly ignored: readonly IgnoredFooter[];
} {
  const ignored: IgnoredFooter[] = [];
  for (const commit of commits) {
    const typed = commit.releaseAs;
    if (typed === null) continue;
    const parsed = parseVersion(typed);
    const version = parsed.kind === 'version' ? parsed.version : null;
    const verdict = version === null ? null : checkSuccession({ version, current, existing });
    if (version !== null && verdict?.kind !== 'refused') return { asked: { commit, version }, ignored };
    ignored.push({ commit, typed, why: verdict?.kind === 'refused' ? verdict.code : 'malformed' });
  }
  return { asked: null, ignored };
}

function counted(commits: readonly Commit[], current: Version | null, initial: InitialDevelopment) {
  const rest: Partial<Record<VersionRule, number>> = {};
  for (const commit of commits) {
    const { rule } = ruleOf(commit, current, initial);
    rest[rule] = (rest[rule] ?? 0) + 1;
  }
  return rest;
}
