import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import { dateToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, quoted } from '../text/styled.ts';

/** A commit so that it can be told from another: its short name, its subject and its date. */
export function commitPhrase({ committedAt, sha, subject }: CommitSummary): Phrase {
  return say`${code(sha.slice(0, 9))} ${quoted(plain(subject, 120) || 'without a subject')} of ${dateToken(committedAt)}`;
}
