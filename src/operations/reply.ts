import type { Words } from '#domain/drawing.ts';
import type { ReplyTo } from '#domain/job.ts';
import type { Messenger } from '#ports/messenger.ts';

/** Gives an answer to the person who asked, where they asked. The text is also the job's return value. */
export type Reply = (to: ReplyTo, words: Words) => Promise<string>;

/** Answers by response_url, else privately in the channel. An answer that cannot be given any more is dropped: what it tells is in the log. */
export function createReply(ports: {
  readonly messenger: Messenger;
  readonly report: (error: unknown, what: string) => void;
}): Reply {
  return async (to, words) => {
    try {
      if (to.kind === 'response_url' && !(await ports.messenger.respond(to.url, words))) {
        await ports.messenger.whisper({ channel: to.channel, user: to.user, body: words });
      }
      if (to.kind === 'channel') await ports.messenger.whisper({ channel: to.channel, user: to.user, body: words });
    } catch (error) {
      ports.report(error, 'an answer');
    }
    return words.text;
  };
}
