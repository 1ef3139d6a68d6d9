import type { Block } from './block.ts';
import { plainText } from './text-object.ts';

/** A heading of at most 150 characters; `sign` is an emoji code of ours in front, or nothing. */
export function header(text: string, sign: string | null = null): Block {
  return { type: 'header', text: plainText(sign === null ? text : `${sign} ${text}`, 150, sign !== null) };
}
