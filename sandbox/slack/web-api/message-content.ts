import { blocksSize, blocksSizeLimit } from '../blocks/message-size.ts';
import { errorLines, problemLines } from '../blocks/problem-lines.ts';
import { validateBlocks } from '../blocks/validate-blocks.ts';
import { type JsonObject, objectsIn } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import type { CallArguments } from './call-arguments.ts';

/** The text and blocks of a message. `blocks` is undefined where the call gave none. */
export type MessageContent = { readonly text: string; readonly blocks: readonly JsonObject[] | undefined };

const textKept = 40_000;
const markdownLimit = 12_000;

/** Reads and checks what a message is to say. Text beyond 40,000 characters is cut, as Slack does. */
export function readContent(args: CallArguments): MessageContent {
  const blocks = readBlocks(args);
  const markdown = args.text('markdown_text');
  const text = args.text('text');
  if (markdown !== undefined) {
    if (text !== undefined || blocks !== undefined) throw new SlackRefusal('markdown_text_conflict');
    if (markdown.length > markdownLimit) throw new SlackRefusal('msg_too_long');
    return { text: markdown, blocks: [{ type: 'markdown', text: markdown }] };
  }
  const attachments = objectsIn(args.json('attachments', 'invalid_attachments'));
  if (attachments.length > 100) throw new SlackRefusal('too_many_attachments');
  if (text === undefined && (blocks ?? []).length === 0 && attachments.length === 0) throw new SlackRefusal('no_text');
  return { text: (text ?? '').slice(0, textKept), blocks };
}

/** Refuses blocks whose size together is more than Slack posts. */
export function refuseLargeBlocks(content: MessageContent): void {
  if (blocksSize(content.blocks ?? []) > blocksSizeLimit) throw new SlackRefusal('msg_blocks_too_long');
}

/** The blocks of a call, checked for a message; undefined if it has none. */
export function readBlocks(args: CallArguments): readonly JsonObject[] | undefined {
  const blocks = args.json('blocks', 'invalid_blocks_format');
  if (blocks === undefined || blocks === null) return undefined;
  if (!Array.isArray(blocks)) throw new SlackRefusal('invalid_blocks_format');
  const problems = validateBlocks(blocks, '/blocks', 'message');
  if (problems.length === 0) return objectsIn(blocks);
  throw new SlackRefusal('invalid_blocks', {
    errors: problemLines(problems),
    response_metadata: { messages: errorLines(problems) },
  });
}
