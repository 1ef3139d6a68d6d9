import type { Words } from '#domain/drawing.ts';
import type { RollbackRequest } from '#domain/job.ts';
import type { ProposeOutcome } from '#domain/proposal/propose-outcome.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { listed } from '../text/listed.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { words } from './words.ts';

/** The private answer to `/rollback`: where it leads, or why nothing was started. */
export function rollbackReply(outcome: ProposeOutcome, request: RollbackRequest): Words {
  if (outcome.kind === 'refused') return words([say`Nothing was rolled back. ${proposeRefusal(outcome.refusal)}`]);
  const version = plain(outcome.version, 60);
  const of = request.services === null ? outcome.project : say`${listed(request.services)} of ${outcome.project}`;
  const place = request.environment === null ? '' : ` in ${request.environment}`;
  if (outcome.kind === 'already')
    return words([say`That rollback to ${version} is open already; there is one of it (${outcome.release}).`]);
  return words([
    say`${strong(`Rollback to ${version}`)} of ${of}${place} is opened. Its card in the channel shows each service as it goes back, and says when it needs an approval.`,
  ]);
}
