import { jobOf } from '#domain/commands/job-of.ts';
import { parseButtonValue } from '#templates/button-value.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { tell } from '../tell.ts';
import { replyTo, whereaboutsOf } from '../whereabouts.ts';
import type { ButtonArgs } from './move.ts';

/** The button that tells one person what exactly a release waits for. */
export function handleWhy(ports: HandlerPorts) {
  return async ({ ack, action, body }: ButtonArgs): Promise<void> => {
    const from = whereaboutsOf(body);
    const about = parseButtonValue(action.value ?? '', 'hold');
    if (about === null) {
      await ack();
      return tell(ports, from, staleButton());
    }
    const ask = { kind: 'why' as const, project: null, release: about.release, version: null };
    const source = `why ${about.release} ${from.user} ${action.action_ts}`;
    const actor = { kind: 'slack' as const, user: from.user };
    const { id, job } = jobOf(ask, { source, actor, replyTo: replyTo(from), channel: from.channel });
    await ports.queue.enqueue(job, { id, once: true });
    await ack();
  };
}
