import type { Drift } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { fittingLines } from '../text/fitting.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { commitLine } from './commit-line.ts';

/** What moved under the plan: the new commits or the tag, and the approvals that are void because of it. */
export function driftPart(release: Release, drift: Drift, budget: number): readonly RichPart[] {
  return [
    paragraph(say`${strong(driftHeading(release, drift))}${branchPhrase(release, drift)}. ${voidPhrase(release)}`),
    ...bullets(driftLines(release, drift, budget)),
  ];
}

/** "2 commits since approval", "2 commits since the plan", "The configuration changed since the plan" or "Somebody else made its tag". */
export function driftHeading(release: Release, drift: Drift): string {
  const since = countedApprovals(release).length > 0 ? 'approval' : 'the plan';
  const count = drift.commits.length;
  if (count === 0 && !drift.config) return 'Somebody else made its tag';
  const parts = [
    count === 0 ? `The configuration changed since ${since}` : `${plural(count, 'commit')} since ${since}`,
    ...(count > 0 && drift.config ? ['a changed configuration'] : []),
    ...(drift.tag !== undefined ? ['a tag that somebody else made'] : []),
  ];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')}, and ${last}`;
}

/** What to do about a tag of somebody else's, then one line a commit, as many as fit. */
export function driftLines({ plan }: Release, drift: Drift, budget: number): readonly Phrase[] {
  const commits = drift.commits.map((commit) => commitLine(commit, 90));
  const tag =
    drift.tag === undefined
      ? []
      : [
          say`The tag ${code(plain(plan.tag, 60))} is on ${code(drift.tag.slice(0, 7))} now. Delete it and plan again, or cancel and release another version.`,
        ];
  return [...tag, ...fittingLines(commits, budget, (count) => say`+${plural(count, 'more commit')}`)];
}

/** Whose approvals the drift made void. */
export function voidPhrase(release: Release): Phrase {
  const people = countedApprovals(release);
  if (people.length === 0) return say`Nothing goes on with the old plan.`;
  const verb = people.length === 1 ? 'approval is' : 'approvals are';
  return say`The ${verb} void: ${listed(people.map(mention), 6)}.`;
}

function branchPhrase(release: Release, drift: Drift): Phrase {
  return drift.commits.length === 0 ? [] : say` on ${code(plain(release.plan.branch, 60))}`;
}

function countedApprovals(release: Release) {
  const given = release.approvals.filter(
    (approval) => approval.digest === release.digest && release.steps.get(approval.step)?.status === 'open',
  );
  const users = new Map(given.map(({ by }) => [by.kind === 'automatic' ? by.rule : by.user, by]));
  return [...users.values()];
}
