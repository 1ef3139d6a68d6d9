import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { derivedId } from '#domain/derived-id.ts';
import type { MoveKind, MoveRequest } from '#domain/moves/move.ts';
import { needsReason } from '#domain/moves/needs-reason.ts';
import { parseButtonValue } from '#templates/button-value.ts';
import { reasonModal } from '#templates/modals/reason-modal.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { openForm } from '../open-form.ts';
import { tell } from '../tell.ts';
import { replyTo, whereaboutsOf } from '../whereabouts.ts';

export type ButtonArgs = Pick<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, 'ack' | 'action' | 'body'> &
  Pick<AllMiddlewareArgs, 'client'>;

/**
 * The button of a move. One that needs a reason asks for it first; any other is in the queue before it is acknowledged. A value that is not
 * ours is answered, and nothing is done.
 */
export function handleMove(move: MoveKind, ports: HandlerPorts) {
  return async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    const from = whereaboutsOf(body);
    const request = parseButtonValue(action.value ?? '', move);
    if (request === null) {
      await ack();
      return tell(ports, from, staleButton());
    }
    if (needsReason(move)) {
      await ack();
      const about = action.text?.text ?? null;
      const view = reasonModal({ request, about, channel: from.channel });
      await openForm(ports, client, { triggerId: body.trigger_id, view, from });
      return;
    }
    const actor = { kind: 'slack' as const, user: from.user };
    const job = { name: 'act' as const, request, actor, replyTo: replyTo(from), channel: from.channel };
    await ports.queue.enqueue(job, { id: pressId(request, from.user, action.action_ts), once: true });
    if (from.channel === null) await drawHomeSoon(ports, from.user);
    await ack();
  };
}

/** One press is one job, however often it is delivered; the next press of the same button is another. */
function pressId({ release, move, step, digest }: MoveRequest, user: string, at: string): string {
  return `act-${derivedId([release, move, step, digest, user, at].join(' '))}`;
}

/** A press on the App Home changes what it shows. */
async function drawHomeSoon({ queue }: HandlerPorts, user: string): Promise<void> {
  await queue.enqueue({ name: 'publish-home', user }, { id: `home-${derivedId(user)}`, delay: 1_500 });
}
