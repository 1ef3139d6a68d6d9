import { formatDuration } from '#domain/duration.ts';
import type { TimedEvent } from '#domain/picture.ts';
import type { Release } from '#domain/release/release.ts';
import { dateToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { leftBehind } from './left-behind.ts';
import { recoveryPhrase } from './recovery.ts';
import { measuredPhrase } from './rehearsed-phrase.ts';
import { subjectFirst } from './subject.ts';
import { verdictPhrase } from './verdict-phrase.ts';

/** How a release ended: who, when, how long it took. Empty while it has not. */
export function endingPhrase(release: Release, events: readonly TimedEvent[]): Phrase {
  const { ending } = release;
  if (ending === null) return [];
  const took = formatDuration(ending.at - release.requestedAt);
  const when = dateToken(ending.at);
  switch (ending.kind) {
    case 'released':
      if (release.plan.intent === 'validation')
        return say`${verdictPhrase(release)} Done ${when}, ${took} after it was requested.`;
      return release.plan.intent === 'rollback'
        ? say`Done ${when}. Recovery took ${took}, from the request to the last verified service.${approvers(release)}`
        : say`Done ${when}, ${took} after it was requested.${rehearsal(release)}${approvers(release)}`;
    case 'rolled_back':
      return say`Taken back ${when}, ${took} after it was requested.${recoveryPhrase(events, ending.at)}${rollbackWhy(release)}`;
    case 'rejected':
      return say`Rejected by ${mention(ending.by)} ${when}. ${leftBehind(release)} ${plain(ending.reason, 500)}`;
    case 'cancelled':
      return say`Cancelled by ${mention(ending.by)} ${when}. ${leftBehind(release)} ${plain(ending.reason, 500)}`;
  }
}

function rehearsal(release: Release): Phrase {
  return release.plan.intent === 'rehearsal' ? measuredPhrase(release) : [];
}

/** One sentence for what shows only one: "shop 1.5.0 was released ...". */
export function endedSentence(release: Release): Phrase {
  const { ending } = release;
  const subject = subjectFirst(release);
  if (ending === null) return say`${subject} is still open.`;
  const words = {
    released: 'was completed',
    rolled_back: 'was taken back',
    rejected: 'was rejected',
    cancelled: 'was cancelled',
  };
  const by = 'by' in ending ? say` by ${mention(ending.by)}` : [];
  return say`${subject} ${words[ending.kind]}${by} ${dateToken(ending.at)}.`;
}

function approvers(release: Release): Phrase {
  const counted = release.approvals.filter((approval) => approval.digest === release.digest);
  const users = new Map(counted.map(({ by }) => [by.kind === 'automatic' ? by.rule : by.user, by]));
  return users.size === 0 ? [] : say` Approved by ${listed([...users.values()].map(mention), 8)}.`;
}

function rollbackWhy(release: Release): Phrase {
  if (release.rollback?.status !== 'running') return [];
  return say` Started by ${mention(release.rollback.by)}: ${plain(release.rollback.reason, 400)}`;
}
