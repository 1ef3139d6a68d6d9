import type { Commit } from '../commits/commit.ts';
import { type Bump, highestBump } from './bump.ts';
import { type InitialDevelopment, ruleOf, usualInitialDevelopment } from './commit-rule.ts';
import type { Version } from './version.ts';

/** The bump the commits ask for and the commits that ask for it. */
export type BumpSuggestion = { readonly bump: Bump; readonly because: readonly Commit[] };

/**
 * Works out the bump from Conventional Commits 1.0.0: a breaking change is major, a feature minor, anything else patch, and before 1.0.0
 * what `initial` says (SemVer 2.0.0 item 4). The highest wins. Null when there are no commits.
 */
export function suggestBump(
  commits: readonly Commit[],
  current: Version | null,
  initial: InitialDevelopment = usualInitialDevelopment,
): BumpSuggestion | null {
  const asked = commits.map((commit) => ({ commit, ...ruleOf(commit, current, initial) }));
  const bump = asked.reduce<Bump | null>((highest, one) => highestBump(highest, one.bump), null);
  if (bump === null) return null;
  const deciding = asked.filter((one) => one.bump === bump);
  // Where features and breaking changes ask for the same, the breaking ones are what people have to know.
  const strongest = deciding.some(({ rule }) => rule.startsWith('breaking'))
    ? deciding.filter(({ rule }) => rule.startsWith('breaking'))
    : deciding.some(({ rule }) => rule.startsWith('feature'))
      ? deciding.filter(({ rule }) => rule.startsWith('feature'))
      : deciding;
  return { bump, because: strongest.map(({ commit }) => commit) };
}
