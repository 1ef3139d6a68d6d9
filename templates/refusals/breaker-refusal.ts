import { formatDuration } from '#domain/duration.ts';
import type { OpenBreaker } from '#domain/project-log/open-breaker.ts';
import type { ProposeRefusal } from '#domain/proposal/propose-outcome.ts';
import { dateToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** Why services are not released just now: how often they were taken back, until when, and who may let them through. */
export function breakerRefusal(refusal: Extract<ProposeRefusal, { code: 'breaker_open' }>): Phrase {
  const { open, within, roles } = refusal;
  const services = listed(open.map(breakerPhrase), 4);
  const closing = open.reduce((last, { closesAt }) => Math.max(last, closesAt), 0);
  const most = Math.max(...open.map(({ rollbacks }) => rollbacks.length));
  const often = `${plural(most, 'rollback')} within ${formatDuration(within)}`;
  const who =
    roles.length === 0
      ? say`Nobody is named who may let it through before.`
      : say`${listed(roles, 6, 'or')} may let it through before with ${code('--override-breaker "why"')}, which stays marked on its card.`;
  return say`The circuit breaker is open after ${often}: ${services}. It closes by itself ${dateToken(closing)}. ${who} A hotfix and a rollback are never refused.`;
}

/** A service with its open breaker: which releases of it were taken back. */
export function breakerPhrase({ service, rollbacks }: OpenBreaker): Phrase {
  const versions = listed(
    rollbacks.map(({ version }) => plain(version, 40)),
    4,
  );
  return say`${service} was taken back (${versions})`;
}
