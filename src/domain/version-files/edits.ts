/** Where a value stands in a text, as offsets of its first and behind its last character. */
export type Span = { readonly start: number; readonly end: number };

/** A piece of text to be put in the place of a span. */
export type Edit = { readonly span: Span; readonly text: string };

/** Makes every edit and keeps all text between them, in time linear in the text. Spans do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: piece } of ordered) {
    pieces.push(text.slice(at, span.start), piece);
    at = span.end;
  }
  return pieces.join('') + text.slice(at);
}

/** The text of a span. */
export function textAt(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
