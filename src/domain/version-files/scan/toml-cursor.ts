import type { Span } from '../edits.ts';

/** A place in a TOML text, and the values passed so far. */
export type TomlCursor = {
  readonly text: string;
  at: number;
  readonly values: { readonly path: readonly string[]; readonly span: Span | null; readonly text: string }[];
};

/** Deeper inline tables and arrays are refused. */
const depthLimit = 100;

/** Skips spaces and a comment, and with `lines` line ends too. */
export function tomlSpace(cursor: TomlCursor, lines: boolean): void {
  const pattern = lines ? /(?:[ \t\r\n]+|#[^\r\n]*)*/y : /[ \t]*(?:#[^\r\n]*)?/y;
  take(cursor, pattern);
}

/** Reads a bare, quoted or dotted key and the space around it; null where there is none. */
export function tomlKey(cursor: TomlCursor): readonly string[] | null {
  const path: string[] = [];
  do {
    take(cursor, /\.?[ \t]*/y);
    const part = take(cursor, /[\w-]+|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|'[^'\r\n]*'/y);
    if (part === null) return null;
    path.push(keyText(part));
    take(cursor, /[ \t]*/y);
  } while (cursor.text[cursor.at] === '.');
  return path;
}

/** Reads the value at the cursor and notes every string, number and so on in it below `path`; false where it cannot be followed. */
export function readTomlValue(cursor: TomlCursor, path: readonly string[], depth = 0): boolean {
  take(cursor, /[ \t]*/y);
  const start = cursor.at;
  const first = cursor.text[start];
  if (first === '[' || first === '{') {
    if (depth >= depthLimit) return false;
    cursor.at += 1;
    return first === '[' ? readArray(cursor, path, depth) : readInlineTable(cursor, path, depth);
  }
  if (first !== '"' && first !== "'") {
    const bare = take(cursor, /[^\s,\]}#"'=]+(?: \d\d:[^\s,\]}#]*)?/y);
    if (bare !== null) cursor.values.push({ path, span: null, text: bare });
    return bare !== null;
  }
  const isLong = cursor.text.startsWith(first.repeat(3), start);
  const string = take(cursor, isLong ? longString(first) : /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|'[^'\r\n]*'/y);
  if (string === null) return false;
  const width = isLong ? 3 : 1;
  const span = { start: start + width, end: cursor.at - width };
  const text = cursor.text.slice(span.start, span.end);
  cursor.values.push({ path, span: isLong || (first === '"' && text.includes('\\')) ? null : span, text });
  return true;
}

function longString(quote: '"' | "'"): RegExp {
  return quote === '"'
    ? /"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}/y
    : /'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}/y;
}

function readArray(cursor: TomlCursor, path: readonly string[], depth: number): boolean {
  for (let index = 0; ; index += 1) {
    tomlSpace(cursor, true);
    if (takeMark(cursor, ']')) return true;
    if (!readTomlValue(cursor, [...path, String(index)], depth + 1)) return false;
    tomlSpace(cursor, true);
    if (takeMark(cursor, ',')) continue;
    return takeMark(cursor, ']');
  }
}

function readInlineTable(cursor: TomlCursor, path: readonly string[], depth: number): boolean {
  for (;;) {
    tomlSpace(cursor, true);
    if (takeMark(cursor, '}')) return true;
    const key = tomlKey(cursor);
    if (key === null || !takeMark(cursor, '=')) return false;
    if (!readTomlValue(cursor, [...path, ...key], depth + 1)) return false;
    tomlSpace(cursor, true);
    if (takeMark(cursor, ',')) continue;
    return takeMark(cursor, '}');
  }
}

function keyText(part: string): string {
  if (!part.startsWith('"')) return part.startsWith("'") ? part.slice(1, -1) : part;
  // A key with escapes is never one that is looked for; it only has to stay distinct.
  return part.slice(1, -1);
}

function takeMark(cursor: TomlCursor, mark: string): boolean {
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  return true;
}

function take(cursor: TomlCursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return null;
  cursor.at += match[0].length;
  return match[0];
}
