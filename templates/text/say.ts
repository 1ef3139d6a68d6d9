import type { Inline, Phrase } from './phrase.ts';
import { plain } from './plain.ts';

type Value = string | number | Inline | Phrase;

/** No single value of a phrase is longer than this; a shorter one is cut by `plain` before it comes here. */
const longestValue = 1_000;

/**
 * Writes a phrase: the literal parts are ours, every value between them is foreign and stays plain text whatever it contains. Phrases
 * and parts nest.
 */
export function say(literals: TemplateStringsArray, ...values: readonly Value[]): Phrase {
  return joined(literals.flatMap((literal, index) => [...textOf(literal), ...inlinesOf(values[index] ?? '')]));
}

function inlinesOf(value: Value): readonly Inline[] {
  if (typeof value === 'number') return textOf(String(value));
  if (typeof value === 'string') return textOf(spaced(value));
  return 'type' in value ? [value] : value;
}

/** The value as one harmless line; a space at either end parts it from its neighbour and stays. */
function spaced(value: string): string {
  const line = plain(value, longestValue);
  if (line === '') return value === '' ? '' : ' ';
  return `${/^\s/.test(value) ? ' ' : ''}${line}${/\s$/.test(value) ? ' ' : ''}`;
}

function textOf(text: string): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** Neighbouring parts of plain text become one. */
function joined(parts: readonly Inline[]): Phrase {
  const result: Inline[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.type === 'text' && part.style === undefined && last?.type === 'text' && last.style === undefined)
      result[result.length - 1] = { type: 'text', text: last.text + part.text };
    else result.push(part);
  }
  return result;
}
