import type { MessageBody } from '#ports/messenger.ts';
import { cutText } from './cut-text.ts';

/** The most blocks a message may have. */
const mostBlocks = 50;

/** The most blocks a modal or an App Home may have. */
const mostViewBlocks = 100;

/** `text` and `blocks` as Slack takes them: the text cut to 4,000. More than 50 blocks is a bug in a template and throws as one. */
export function messageArguments(body: MessageBody): { text: string; blocks?: readonly unknown[] } {
  const count = body.blocks?.length ?? 0;
  if (count > mostBlocks) throw new Error(`A message has ${count} blocks; Slack takes ${mostBlocks}.`);
  if (body.text.trim() === '') throw new Error('A message has no text for notifications and screen readers.');
  return { text: cutText(body.text), ...(body.blocks === undefined ? {} : { blocks: body.blocks }) };
}

/** The view itself; more than 100 blocks is a bug in a template and throws as one. */
export function viewArgument(view: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const count = Array.isArray(view.blocks) ? view.blocks.length : 0;
  if (count > mostViewBlocks) throw new Error(`A view has ${count} blocks; Slack takes ${mostViewBlocks}.`);
  return view;
}
