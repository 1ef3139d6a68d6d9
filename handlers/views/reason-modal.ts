import { derivedId } from '#domain/derived-id.ts';
import { inputIds } from '#templates/ids.ts';
import { readReasonMetadata } from '#templates/modals/modal-metadata.ts';
import { noticeModal } from '#templates/notice-modal.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { replyTo } from '../whereabouts.ts';
import { chosenIn } from './form-state.ts';
import type { SubmissionArgs } from './submit-form.ts';

const longestReason = 1_000;

/** The reason for a move, submitted: now the press is whole and goes the way of every press. */
export function handleReasonModal(ports: HandlerPorts) {
  return async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const metadata = readReasonMetadata(view.private_metadata);
    if (metadata === null) return ack({ response_action: 'push', view: noticeModal(staleButton().text) });
    const reason = chosenIn(view.state.values, inputIds.reason)[0] ?? '';
    const fault = faultOf(reason);
    if (fault !== null) return ack({ response_action: 'errors', errors: { [inputIds.reason]: fault } });

    const from = { user: body.user.id, channel: metadata.channel, responseUrl: null };
    const request = { ...metadata.request, reason };
    const actor = { kind: 'slack' as const, user: from.user };
    const job = { name: 'act' as const, request, actor, replyTo: replyTo(from), channel: from.channel };
    await ports.queue.enqueue(job, { id: `act-${derivedId(`${view.id} ${from.user}`)}`, once: true });
    await ack();
  };
}

function faultOf(reason: string): string | null {
  if (reason === '') return 'Write why; everybody in the thread reads it.';
  if (reason.length <= longestReason) return null;
  return `The reason has ${reason.length} characters; at most 1,000 are kept. Shorten it.`;
}
