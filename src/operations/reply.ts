import type { Answer } from '#domain/answer.ts';
import type { Words } from '#domain/drawing.ts';
import type { ReplyTo } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import type { Messenger } from '#ports/messenger.ts';

/** Gives an answer to the person who asked, where they asked. What it resolves to is the job's return value. */
export type Reply = (to: ReplyTo, words: Words, how?: Answer['how']) => Promise<Answer>;

/**
 * Answers by response_url, else privately in the channel, else by direct message. An answer that cannot be given any more is dropped: what
 * it tells is in the log.
 */
export function createReply(ports: {
  readonly messenger: Pick<Messenger, 'respond' | 'whisper' | 'post'>;
  readonly report: (error: unknown, what: string) => void;
}): Reply {
  return async (to, words, how = 'done') => {
    try {
      await give(ports.messenger, to, words);
    } catch (error) {
      ports.report(error, 'an answer');
    }
    return { how, text: words.text };
  };
}

async function give(
  messenger: Pick<Messenger, 'respond' | 'whisper' | 'post'>,
  to: ReplyTo,
  body: Words,
): Promise<void> {
  if (to.kind === 'return') return;
  if (to.kind === 'response_url' && (await messenger.respond(to.url, body))) return;
  if (to.kind !== 'direct' && (await isWhispered(messenger, to, body))) return;
  await messenger.post({ channel: to.user, body, op: 'answer' }, { mayExist: false });
}

/** False where the bot or the person is not in the channel; a Slack that is away is not a reason to go elsewhere. */
async function isWhispered(
  messenger: Pick<Messenger, 'whisper'>,
  to: Exclude<ReplyTo, { kind: 'return' | 'direct' }>,
  body: Words,
): Promise<boolean> {
  const thread = to.kind === 'channel' && to.threadTs !== undefined ? { threadTs: to.threadTs } : {};
  try {
    await messenger.whisper({ channel: to.channel, user: to.user, body, ...thread });
    return true;
  } catch (error) {
    if (error instanceof ReleaseError && error.fault !== 'transient') return false;
    throw error;
  }
}
