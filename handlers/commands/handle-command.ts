import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Command } from '#domain/commands/command.ts';
import { contextOf } from '#domain/commands/context-of.ts';
import { helpLines } from '#domain/commands/help-lines.ts';
import { jobOf } from '#domain/commands/job-of.ts';
import { parseCommand } from '#domain/commands/parse-command.ts';
import { commandRefusal } from '#templates/replies/command-refusal.ts';
import { helpReply } from '#templates/replies/help-reply.ts';
import { receivedReply } from '#templates/replies/received-reply.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { openCommandForm } from '../open-command-form.ts';
import { openReleaseForm } from '../open-release-form.ts';
import { openRollbackForm } from '../open-rollback-form.ts';
import { ephemeral } from '../slack-shapes.ts';
import { replyTo } from '../whereabouts.ts';

type Args = Pick<SlackCommandMiddlewareArgs, 'ack' | 'command'> & Pick<AllMiddlewareArgs, 'client'>;

/**
 * A slash command. What was not understood is refused in the acknowledgement; what was is in the queue before it is acknowledged, so that
 * nothing acknowledged is lost. A form is opened at once, after the acknowledgement.
 */
export function handleCommand(command: Command, ports: HandlerPorts) {
  return async ({ ack, client, command: typed }: Args): Promise<void> => {
    const { channel_id: channel, response_url: responseUrl, trigger_id: triggerId, user_id: user } = typed;
    const from = { user, channel, responseUrl };
    const context = contextOf(ports.configuration, { channel, canOpenForms: true });
    const parsed = parseCommand(command, typed.text ?? '', context);
    if (parsed.kind === 'refused') return ack(ephemeral(commandRefusal(parsed.refusal)));

    const { ask, project } = parsed;
    if (ask.kind === 'release-form') {
      await ack();
      return openReleaseForm(ports, client, { triggerId, project: ask.project, services: ask.services, from });
    }
    if (ask.kind === 'rollback-form') {
      await ack();
      const { kind, ...choice } = ask;
      return openRollbackForm(ports, client, { triggerId, choice, from });
    }
    if (ask.kind === 'command-form') {
      await ack();
      return openCommandForm(ports, client, { triggerId, command, ask, context, from });
    }
    const source = `${command.name} ${triggerId}`;
    const actor = { kind: 'slack' as const, user };
    const { id, job } = jobOf(ask, { source, actor, replyTo: replyTo(from), channel });
    const stored = ports.queue.enqueue(job, { id, once: true });
    if (ask.kind === 'help' && !(await isStored(stored))) return ack(ephemeral(helpReply(helpLines(), null)));
    await stored;
    await ack(ephemeral(receivedReply(ask, project)));
  };
}

/** Help is given whatever is away; without the queue it cannot say what can be done now. */
async function isStored(stored: Promise<void>): Promise<boolean> {
  return stored.then(
    () => true,
    () => false,
  );
}
