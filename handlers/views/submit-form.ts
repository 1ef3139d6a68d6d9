import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ArgumentName } from '#domain/commands/argument.ts';
import type { Ask } from '#domain/commands/ask.ts';
import type { Command } from '#domain/commands/command.ts';
import type { KnownProject } from '#domain/commands/command-context.ts';
import type { ArgumentRefusal } from '#domain/commands/command-refusal.ts';
import { contextOf } from '#domain/commands/context-of.ts';
import { jobOf, type WorkAsk } from '#domain/commands/job-of.ts';
import { completed } from '#domain/commands/parse-command.ts';
import { readArguments } from '#domain/commands/read-arguments.ts';
import { readFormMetadata } from '#templates/modals/modal-metadata.ts';
import { noticeModal } from '#templates/notice-modal.ts';
import { commandRefusalText } from '#templates/replies/command-refusal.ts';
import { receivedReply } from '#templates/replies/received-reply.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { tell } from '../tell.ts';
import { replyTo } from '../whereabouts.ts';
import { chosenIn, type FormState } from './form-state.ts';

export type SubmissionArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'>;

/** Which input of a form is which argument of its command. */
export type FormFields = Readonly<Partial<Record<ArgumentName, string>>>;

/**
 * A submitted form is its command with every argument given: the same readers, the same refusals, shown beside the fields. What is in order
 * is in the queue before the form closes; a second delivery is the same job.
 */
export function handleForm(command: Command, fields: FormFields, ports: HandlerPorts) {
  return async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const metadata = readFormMetadata(view.private_metadata);
    if (metadata === null) return ack({ response_action: 'push', view: noticeModal(staleButton().text) });
    const { channel } = metadata;
    const read = readForm(command, fields, view.state.values, metadata.project, ports);
    if (read.kind === 'refused') return ack(refusal(command, fields, read.refusals, view.blocks));

    const from = { user: body.user.id, channel, responseUrl: null };
    const source = `${view.callback_id} ${view.id} ${from.user}`;
    const actor = { kind: 'slack' as const, user: from.user };
    const { id, job } = jobOf(read.ask, { source, actor, replyTo: replyTo(from), channel });
    await ports.queue.enqueue(job, { id, once: true });
    await ack();
    await tell(ports, from, receivedReply(read.ask, read.project));
  };
}

type ReadForm =
  | { readonly kind: 'read'; readonly ask: WorkAsk; readonly project: KnownProject | null }
  | { readonly kind: 'refused'; readonly refusals: readonly ArgumentRefusal[] };

function readForm(
  { forms: [form] }: Command,
  fields: FormFields,
  state: FormState,
  project: string,
  { configuration }: HandlerPorts,
): ReadForm {
  const raw = new Map<ArgumentName, string>([['project', project]]);
  for (const [name, block] of Object.entries(fields) as [ArgumentName, string][]) {
    const chosen = chosenIn(state, block);
    if (chosen.length > 0) raw.set(name, chosen.join(','));
  }
  const context = contextOf(configuration, { channel: null, canOpenForms: false });
  const { values, refusals } = readArguments(raw, form, context);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const ask = form.toAsk(values, context);
  if (ask.kind === 'refused') return { kind: 'refused', refusals: [ask.refusal] };
  return { kind: 'read', ask: form.schema.parse(ask.value) as WorkAsk & Ask, project: values.project };
}

type Answer = Exclude<Parameters<SubmissionArgs['ack']>[0], undefined>;

/** Beside the fields where the form has them, else laid over it. */
function refusal(
  command: Command,
  fields: FormFields,
  refusals: readonly ArgumentRefusal[],
  blocks: readonly { readonly type: string; readonly block_id?: string | undefined }[],
): Answer {
  const inputs = new Set(blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const told = refusals.map((each) => {
    const name = (each.place ?? '').replace(/^--/, '') as ArgumentName;
    return { block: fields[name] ?? '', text: commandRefusalText(completed(each, command, command.forms[0], '')) };
  });
  const beside = told.filter(({ block }) => inputs.has(block));
  if (beside.length === 0)
    return { response_action: 'push', view: noticeModal(told.map(({ text }) => text).join('\n')) };
  return { response_action: 'errors', errors: Object.fromEntries(beside.map(({ block, text }) => [block, text])) };
}
