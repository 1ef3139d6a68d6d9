import type { PlainTextElement } from '@slack/types';
import { plain } from '../text/plain.ts';

/** A `plain_text` object of at most `limit` characters, never empty. Emoji codes in it stay text unless they are ours. */
export function plainText(text: string, limit: number, emoji = false): PlainTextElement {
  return { type: 'plain_text', text: plain(text, limit) || '-', emoji };
}
