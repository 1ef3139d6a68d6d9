import type { Span } from '../edits.ts';

/** A setting of a file of lines: its key, the section it stands in, and where its value stands, without space around it. */
export type PropertyLine = { readonly section: string; readonly key: string; readonly span: Span };

/**
 * The settings of a `key = value` file: Java properties (`#` and `!` comments, `=` or `:`, a backslash before a line end goes on), or with
 * `sections` what Python's configparser reads, where an indented line goes on with the value before it.
 */
export function propertyLines(text: string, { sections = false } = {}): readonly PropertyLine[] {
  const lines: PropertyLine[] = [];
  let section = '';
  let isContinued = false;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].replace(/^\ufeff/, '');
    const from = match.index + match[0].length - line.length;
    const wasContinued = isContinued;
    const isComment = /^\s*[#!;]/.test(line);
    isContinued = !sections && !isComment && /\\$/.test(line);
    if (wasContinued || isComment || (sections && /^\s/.test(line))) continue;
    const header = sections ? /^\[([^\]]*)\]/.exec(line) : null;
    if (header !== null) section = header[1] ?? '';
    const found = /^[ \t\f]*([^\s=:#[\]][^\s=:]*)[ \t\f]*[=:][ \t\f]*/.exec(line);
    if (header !== null || found === null) continue;
    const value = line.slice(found[0].length).trimEnd();
    const start = from + found[0].length;
    lines.push({ section, key: found[1] ?? '', span: { start, end: start + value.length } });
  }
  return lines;
}

/** The one value of a key in a section. `twice` when the key stands there more than once. */
export function propertyOf(lines: readonly PropertyLine[], section: string, key: string): Span | 'twice' | null {
  const found = lines.filter((line) => line.section === section && line.key === key);
  if (found.length > 1) return 'twice';
  return found[0]?.span ?? null;
}
