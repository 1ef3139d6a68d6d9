import type { BumpOutcome, VersionChange } from './version-file.ts';

/** Where a value stands in a text, as offsets of its first and behind its last character. */
export type Span = { readonly start: number; readonly end: number };

/** Puts `value` in the place of every span and keeps all text between them. Spans do not overlap. */
export function replaceSpans(text: string, spans: readonly Span[], value: string): string {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of ordered) {
    pieces.push(text.slice(at, start), value);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

/** Decides between `bumped`, `already` and `mismatch` for values that all must hold the same version. */
export function bumpSpans(text: string, spans: readonly Span[], { from, to }: VersionChange): BumpOutcome {
  const found = spans.map(({ start, end }) => text.slice(start, end));
  if (found.every((version) => version === to)) return { kind: 'already' };
  const other = found.find((version) => version !== to && from !== null && version !== from);
  if (other !== undefined) return { kind: 'mismatch', found: other };
  return { kind: 'bumped', text: replaceSpans(text, spans, to) };
}
