import { z } from 'zod';
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Messenger, PostRequest } from '#ports/messenger.ts';
import { isTimeout } from './call-failure.ts';
import { type FindPost, postEventType } from './find-post.ts';
import { messageArguments } from './message-arguments.ts';
import { settleAnswer } from './settle-answer.ts';
import type { CallSlack } from './slack-caller.ts';
import { slackAway } from './slack-errors.ts';

const PostAnswer = z.object({ channel: z.string(), ts: z.string() });
const mostSends = 3;

/**
 * Posts once per op (chat.postMessage). After a failure that leaves the effect open it waits `settle` milliseconds, looks the op up and
 * only sends again when it is not there; with `mayExist` it looks first. After a timeout, when the post may still be on its way, and where
 * it cannot look, it does not send again: it throws SLACK_UNAVAILABLE and the caller comes back with `mayExist`.
 */
export function createPostOnce(ports: {
  call: CallSlack;
  findPost: FindPost;
  clock: Clock;
  settle: Millis;
}): Messenger['post'] {
  return async (request, { mayExist, since }) => {
    const args = postArguments(request);
    if (mayExist) {
      const found = await ports.findPost(request, since ?? null);
      if (found !== null) return found;
    }
    for (let send = 0; send < mostSends; send += 1) {
      const sentAt = ports.clock.now();
      const answer = await ports.call({ method: 'chat.postMessage', args, lane: request.channel, repeatable: false });
      const posted = answer.kind === 'answered' ? PostAnswer.safeParse(answer.data) : null;
      if (posted?.success === true) return posted.data;
      if (answer.kind === 'refused' || answer.kind === 'not_done') {
        return settleAnswer({ method: 'chat.postMessage', channel: request.channel }, answer, PostAnswer);
      }
      await ports.clock.sleep(ports.settle);
      const found = await ports.findPost(request, sentAt);
      if (found !== null) return found;
      if (answer.kind === 'unknown' && isTimeout(answer.cause)) break;
    }
    throw slackAway(`Slack did not take a message for channel ${request.channel}, as far as can be seen`);
  };
}

function postArguments(request: PostRequest): Record<string, unknown> {
  return {
    channel: request.channel,
    ...messageArguments(request.body),
    ...(request.threadTs === undefined ? {} : { thread_ts: request.threadTs }),
    ...(request.threadTs !== undefined && request.broadcast === true ? { reply_broadcast: true } : {}),
    metadata: { event_type: postEventType, event_payload: { op: request.op } },
    unfurl_links: false,
    unfurl_media: false,
  };
}
