import type { Answer } from '#domain/answer.ts';
import type { Words } from '#domain/drawing.ts';
import type { ReplyTo } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { Messenger, Posted, TextFile } from '#ports/messenger.ts';

/** What a person asked for that others may read, too: a message, with its details and what is too long for a message in its thread. */
export type Published = {
  readonly words: Words;
  readonly replies?: readonly Words[];
  readonly files?: readonly TextFile[];
};

/** The request that is answered. Its id is the same for a repeat. */
export type PublishTo = { readonly id: string; readonly channel: string | null; readonly replyTo: ReplyTo };

/** Shows a result where it was asked for. A repeat of the same request finds what is there and adds what is missing. */
export type Publish = (to: PublishTo, published: Published) => Promise<Answer>;

const memory = 24 * 3_600_000;

/**
 * Posts the message in the channel, its replies and files below it. Where the bot may not write, the person gets it as a direct message. For a request
 * of the command line the answer is all.
 */
export function createPublish(ports: {
  readonly messenger: Pick<Messenger, 'post' | 'shareFile'>;
  readonly scratch: Pick<Scratch, 'claim'>;
}): Publish {
  return async ({ id, channel, replyTo }, { words, replies = [], files = [] }) => {
    const answer: Answer = { how: 'done', text: words.text };
    if (replyTo.kind === 'return') return answer;
    const mayExist = !(await ports.scratch.claim(`published/${id}`, memory));
    const post = (to: string): Promise<Posted> =>
      ports.messenger.post({ channel: to, body: words, op: `answer/${id}` }, { mayExist });
    const at = await post(channel ?? replyTo.user).catch((error: unknown) => {
      const isRefused = error instanceof ReleaseError && error.fault !== 'transient';
      return isRefused && channel !== null ? post(replyTo.user) : Promise.reject(error);
    });
    for (const [index, body] of replies.entries()) {
      const op = `answer/${id}/${index + 1}`;
      await ports.messenger.post({ channel: at.channel, threadTs: at.ts, body, op }, { mayExist });
    }
    for (const file of files) await ports.messenger.shareFile(at, file, { mayExist });
    return answer;
  };
}
