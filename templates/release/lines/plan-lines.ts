import type { ReleaseEventOf } from '#domain/release/event.ts';
import { bullets } from '../../blocks/rich-text.ts';
import { listed } from '../../text/listed.ts';
import { mention } from '../../text/mention.ts';
import { plural } from '../../text/plural.ts';
import { say } from '../../text/say.ts';
import { driftHeading, driftLines, voidPhrase } from '../drift-part.ts';
import type { EventLine, Moment } from '../moment.ts';
import { subjectFirst, theSubject } from '../subject.ts';

/** What came to the branch after the plan was made. */
export function driftedLine({ after }: Moment, body: ReleaseEventOf<'release.drifted'>): EventLine {
  const what = body.drift.commits.length === 0 ? 'Plan it again' : 'Take them or go on without them';
  return {
    phrase: say`${subjectFirst(after)}: ${driftHeading(after, body.drift)}. ${voidPhrase(after)} ${mention(after.requestedBy)}, ${what.toLowerCase()} on the card.`,
    parts: bullets(driftLines(after, body.drift, 3_000)),
  };
}

/** A new plan: by whom, of what, and whose approvals it made void. */
export function replannedLine({ before, after }: Moment, body: ReleaseEventOf<'release.replanned'>): EventLine {
  const count = before.drift?.commits.length ?? 0;
  const isOfConfig = before.drift?.config !== false;
  const of = {
    commits: count === 0 ? 'from the head of the branch' : `with the ${plural(count, 'new commit')}`,
    config: isOfConfig ? 'with the new configuration' : 'from the same commit',
    kept:
      count === 0
        ? 'from the approved commit'
        : `from the approved commit, leaving ${plural(count, 'newer commit')} out`,
  }[body.why];
  const given = before.approvals.filter((approval) => approval.digest === before.digest);
  const users = new Map(given.map(({ by }) => [by.kind === 'automatic' ? by.rule : by.user, by]));
  const lost =
    users.size === 0 ? [] : say` No longer counted: approval by ${listed([...users.values()].map(mention), 8)}.`;
  return { phrase: say`${mention(body.by)} made plan ${after.plan.revision} of ${theSubject(after)} ${of}.${lost}` };
}
