import type { Inline, Phrase } from './phrase.ts';
import { plain } from './plain.ts';

/** How many characters a phrase counts for, a mention or time by a generous guess. */
export function lengthOf(phrase: Phrase): number {
  return phrase.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 20), 0);
}

/** The phrase cut to a number of characters, with an ellipsis. */
export function clipPhrase(phrase: Phrase, limit: number): Phrase {
  const kept: Inline[] = [];
  let room = limit;
  for (const part of phrase) {
    const size = lengthOf([part]);
    if (size <= room) kept.push(part);
    else if (part.type === 'text' && room > 1) return [...kept, { ...part, text: cutTo(part.text, room) }];
    else return [...kept, { type: 'text', text: '\u2026' }];
    room -= size;
  }
  return kept;
}

function cutTo(text: string, room: number): string {
  return /^\s/.test(text) ? ` ${plain(text, room - 1)}` : plain(text, room);
}
