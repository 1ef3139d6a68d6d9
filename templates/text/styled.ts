import type { Inline, Phrase } from './phrase.ts';
import { plain } from './plain.ts';

/** A name or a word that the eye is to find. */
export function strong(text: string): Phrase {
  return styled(text, { bold: true });
}

/** A version, a branch, a name that is typed as it stands. */
export function code(text: string): Phrase {
  return styled(text, { code: true });
}

/** What somebody said. */
export function quoted(text: string): Phrase {
  return styled(text, { italic: true });
}

/** A text that leads to a page; without an address, the text alone. */
export function linked(text: string, url: string | null): Phrase {
  const line = plain(text, 300);
  if (line === '') return [];
  return url === null ? [{ type: 'text', text: line }] : [{ type: 'link', url, text: line }];
}

function styled(text: string, style: NonNullable<Extract<Inline, { type: 'text' }>['style']>): Phrase {
  const line = plain(text, 1_000);
  return line === '' ? [] : [{ type: 'text', text: line, style }];
}
