import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Command } from '#domain/commands/command.ts';
import { contextOf } from '#domain/commands/context-of.ts';
import { commandNamed } from '#domain/commands/index.ts';
import { jobOf, type WorkAsk } from '#domain/commands/job-of.ts';
import { parseCommand } from '#domain/commands/parse-command.ts';
import { releaseCommand } from '#domain/commands/release-command.ts';
import { commandRefusal } from '#templates/replies/command-refusal.ts';
import { receivedReply } from '#templates/replies/received-reply.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { tell } from '../tell.ts';

type Args = Pick<SlackEventMiddlewareArgs<'app_mention'>, 'event'>;

const mentionsInFront = /^\s*(?:<@[UW][A-Z0-9_]+(?:\|[^>]*)?>[\s,:]*)+/;

/**
 * The same commands by mention: `@Fairlead release status`, and in a thread, where Slack has no slash commands. Answered privately, where it
 * was asked. Slack sends an event again until it is taken; the same message is the same job.
 */
export function handleAppMention(ports: HandlerPorts) {
  return async ({ event }: Args): Promise<void> => {
    const { channel, user, ts, thread_ts: threadTs } = event;
    if (user === undefined || event.bot_id !== undefined) return;
    const thread = threadTs === undefined ? {} : { threadTs };
    const from = { user, channel, responseUrl: null, ...thread };
    const { command, text } = commandIn(event.text);
    const parsed = parseCommand(command, text, contextOf(ports.configuration, { channel, canOpenForms: false }));
    if (parsed.kind === 'refused') return tell(ports, from, commandRefusal(parsed.refusal));

    const ask = parsed.ask as WorkAsk;
    const replyTo = { kind: 'channel' as const, channel, user, ...thread };
    const asked = { source: `mention ${channel} ${ts}`, actor: { kind: 'slack' as const, user }, replyTo, channel };
    const { id, job } = jobOf(ask, asked);
    await ports.queue.enqueue(job, { id, once: true });
    if (['propose', 'rollback', 'move'].includes(ask.kind)) await tell(ports, from, receivedReply(ask, parsed.project));
  };
}

/** The command a mention names, with or without its slash; one that names none means `/release`, and nothing at all means its help. */
function commandIn(mention: string): { readonly command: Command; readonly text: string } {
  const line = mention.replace(mentionsInFront, '').trim();
  const [word = '', ...rest] = line.split(/\s/);
  const command = commandNamed(word);
  if (command !== null) return { command, text: rest.join(' ') };
  return { command: releaseCommand, text: line === '' ? 'help' : line };
}
