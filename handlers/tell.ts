import type { Words } from '#domain/drawing.ts';
import type { HandlerPorts } from './handler-ports.ts';
import type { Whereabouts } from './whereabouts.ts';

/**
 * Tells the one person who asked something that only they see, after the acknowledgement. What cannot be told is logged and nothing else:
 * what was asked for is recorded already, or was refused.
 */
export async function tell(
  { messenger, log }: Pick<HandlerPorts, 'messenger' | 'log'>,
  to: Whereabouts & { readonly threadTs?: string },
  words: Words,
): Promise<void> {
  const { user, channel, responseUrl, threadTs } = to;
  try {
    if (responseUrl !== null && (await messenger.respond(responseUrl, words))) return;
    const thread = threadTs === undefined ? {} : { threadTs };
    if (channel !== null) await messenger.whisper({ channel, user, body: words, ...thread });
    else await messenger.post({ channel: user, body: words, op: 'told' }, { mayExist: false });
  } catch (error) {
    log.warn({ err: error }, 'a person could not be told something');
  }
}
