import type { ReleaseEventOf } from '#domain/release/event.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import type { EventLine, Moment } from '../moment.ts';

/** A service verified in the last environment of the plan; elsewhere, and where the wrong version runs, other messages tell. */
export function observedLine({ after }: Moment, body: ReleaseEventOf<'service.observed'>): EventLine | null {
  if (body.environment !== after.plan.environments.at(-1) || body.observed !== body.intended) return null;
  const isBack = after.rollback?.status === 'running';
  if (body.observed === null) return { phrase: say`${body.service} was removed from ${body.environment}.` };
  const runs = `${isBack ? 'is back on' : 'runs'} ${plain(body.observed, 40)}`;
  return { phrase: say`${body.service} ${runs} in ${body.environment}: verified.` };
}
