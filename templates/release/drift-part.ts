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
  const ofTag = tagWords(release, drift);
  if (count === 0 && !drift.config && ofTag !== null) return ofTag.alone;
  const parts = [
    count === 0 ? `The configuration changed since ${since}` : `${plural(count, 'commit')} since ${since}`,
    ...(count > 0 && drift.config ? ['a changed configuration'] : []),
    ...(ofTag === null ? [] : [ofTag.beside]),
  ];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')}, and ${last}`;
}

/** What became of the tag; null where it is as it should be. */
function tagWords({ plan }: Release, drift: Drift): { readonly alone: string; readonly beside: string } | null {
  if (drift.untagged === true) return { alone: 'Its tag is gone', beside: 'a tag that is gone' };
  if (drift.tag === undefined) return null;
  return plan.tagged === undefined
    ? { alone: 'Somebody else made its tag', beside: 'a tag that somebody else made' }
    : { alone: 'Somebody moved its tag', beside: 'a tag that somebody moved' };
}

/** What to do about a tag that somebody has touched, then one line a commit, as many as fit. */
export function driftLines({ plan }: Release, drift: Drift, budget: number): readonly Phrase[] {
  const commits = drift.commits.map((commit) => commitLine(commit, 90));
  return [...tagLines(plan, drift), ...fittingLines(commits, budget, (count) => say`+${plural(count, 'more commit')}`)];
}

function tagLines(plan: Release['plan'], { tag, untagged }: Drift): readonly Phrase[] {
  if (tag === undefined && untagged === undefined) return [];
  const name = code(plain(plan.tag, 60));
  const now = tag === undefined ? say`gone from the repository` : say`on ${code(tag.slice(0, 7))} now`;
  return plan.tagged === undefined
    ? [say`The tag ${name} is ${now}. Delete it and plan again, or cancel and release another version.`]
    : [
        say`The tag ${name} is ${now}, and was made on ${code(plan.tagged.commit.slice(0, 7))}. Put it back and plan again, or cancel.`,
      ];
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
