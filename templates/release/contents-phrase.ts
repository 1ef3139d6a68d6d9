import type { Plan, PlannedCommit } from '#domain/plan/plan.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';

/** What is in a release, counted: "4 commits: 1 breaking change, 2 features and 1 fix". */
export function contentsPhrase(plan: Pick<Plan, 'commits' | 'commitCount'>): Phrase {
  const total = plural(plan.commitCount, 'commit');
  const kinds = countsOf(plan.commits);
  if (kinds.length === 0) return say`${total}`;
  const part = plan.commits.length < plan.commitCount ? ` (of the newest ${plan.commits.length})` : '';
  return say`${total}: ${listed(kinds)}${part}`;
}

function countsOf(commits: readonly PlannedCommit[]): readonly string[] {
  const breaking = commits.filter((commit) => commit.breaking).length;
  const calm = commits.filter((commit) => !commit.breaking);
  const features = calm.filter((commit) => commit.type === 'feat').length;
  const fixes = calm.filter((commit) => commit.type === 'fix').length;
  const others = calm.length - features - fixes;
  return [
    ...(breaking > 0 ? [plural(breaking, 'breaking change')] : []),
    ...(features > 0 ? [plural(features, 'feature')] : []),
    ...(fixes > 0 ? [plural(fixes, 'fix', 'fixes')] : []),
    ...(others > 0 ? [plural(others, 'other')] : []),
  ];
}
