import type { Phrase } from '../text/phrase.ts';
import { sentence } from '../text/sentence.ts';
import type { Block } from './block.ts';

/** One line of small print. */
export function context(phrase: Phrase): Block {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: sentence([phrase], 1_500) || '-', verbatim: true }],
  };
}
