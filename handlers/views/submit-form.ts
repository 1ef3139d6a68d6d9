import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { argumentsOf, type Command, type Form } from '#domain/commands/command.ts';
import type { KnownProject } from '#domain/commands/command-context.ts';
import type { ArgumentRefusal } from '#domain/commands/command-refusal.ts';
import { contextOf } from '#domain/commands/context-of.ts';
import { jobOf, type WorkAsk } from '#domain/commands/job-of.ts';
import { completed } from '#domain/commands/parse-command.ts';
import { readArguments } from '#domain/commands/read-arguments.ts';
import { type FormMetadata, readFormMetadata } from '#templates/modals/modal-metadata.ts';
import { noticeModal } from '#templates/notice-modal.ts';
import { commandRefusalText } from '#templates/replies/command-refusal.ts';
import { receivedReply } from '#templates/replies/received-reply.ts';
import { staleButton } from '#templates/replies/stale-button.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { tell } from '../tell.ts';
import { replyTo } from '../whereabouts.ts';
import { chosenIn, type FormState } from './form-state.ts';

export type SubmissionArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'>;

/** Which input of a form is which argument of its command, by the argument's name. */
export type FormFields = Readonly<Record<string, string>>;

/** The form of a command that a modal stands for, and its inputs. */
export type ModalForm = { readonly command: Command; readonly form: Form; readonly fields: FormFields };

/** A form whose inputs are called as its arguments. */
export function fieldsOf(form: Form): FormFields {
  return Object.fromEntries(argumentsOf(form).map(({ name }) => [name, name]));
}

/**
 * A submitted form is its command with every argument given: the same readers, the same refusals, shown beside the fields. What is in order
 * is in the queue before the form closes; a second delivery is the same job.
 */
export function handleForm(find: (metadata: FormMetadata) => ModalForm | null, ports: HandlerPorts) {
  return async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const metadata = readFormMetadata(view.private_metadata);
    const modal = metadata === null ? null : find(metadata);
    if (metadata === null || modal === null)
      return ack({ response_action: 'push', view: noticeModal(staleButton().text) });
    const { channel } = metadata;
    const read = readForm(modal, view.state.values, metadata.project, ports);
    if (read.kind === 'refused') return ack(refusal(modal, read.refusals, view.blocks));

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
  { form, fields }: ModalForm,
  state: FormState,
  project: string,
  { configuration }: HandlerPorts,
): ReadForm {
  const raw = new Map<string, string>([['project', project]]);
  for (const [name, block] of Object.entries(fields)) {
    const chosen = chosenIn(state, block);
    if (chosen.length > 0) raw.set(name, chosen.join(','));
  }
  const context = contextOf(configuration, { channel: null, canOpenForms: false });
  const { values, project: known, refusals } = readArguments(raw, form, context);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const ask = form.toAsk(values, context);
  if (ask.kind === 'refused') return { kind: 'refused', refusals: [ask.refusal] };
  // A form that is filled in asks for nothing more.
  return { kind: 'read', ask: ask.value as WorkAsk, project: known };
}

type Answer = Exclude<Parameters<SubmissionArgs['ack']>[0], undefined>;

/** Beside the fields where the form has them, else laid over it. */
function refusal(
  { command, form, fields }: ModalForm,
  refusals: readonly ArgumentRefusal[],
  blocks: readonly { readonly type: string; readonly block_id?: string | undefined }[],
): Answer {
  const inputs = new Set(blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const told = refusals.map((each) => {
    const name = (each.place ?? '').replace(/^--/, '');
    return { block: fields[name] ?? '', text: commandRefusalText(completed(each, command, form, '')) };
  });
  const beside = told.filter(({ block }) => inputs.has(block));
  if (beside.length === 0)
    return { response_action: 'push', view: noticeModal(told.map(({ text }) => text).join('\n')) };
  return { response_action: 'errors', errors: Object.fromEntries(beside.map(({ block, text }) => [block, text])) };
}
