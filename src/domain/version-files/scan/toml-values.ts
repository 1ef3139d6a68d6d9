import type { Span } from '../edits.ts';
import { readTomlValue, type TomlCursor, tomlKey, tomlSpace } from './toml-cursor.ts';

/**
 * A value of a TOML document: the keys that lead to it (the number of the element inside `[[tables]]` and arrays), and for a string on one
 * line where its content stands, without quotes.
 */
export type TomlValue = {
  readonly path: readonly string[];
  readonly span: Span | null;
  readonly text: string;
};

export type TomlDocument =
  | { readonly kind: 'toml'; readonly values: readonly TomlValue[] }
  | { readonly kind: 'invalid'; readonly why: string };

/**
 * Every value of a TOML 1.0 document with its place, in time linear in the text. It reads what it needs for that and is laxer than a parser
 * about numbers and dates; it refuses what it cannot follow, and a key or a table that stands twice.
 */
export function scanToml(text: string): TomlDocument {
  const cursor: TomlCursor = { text, at: text.startsWith('\ufeff') ? 1 : 0, values: [] };
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  let table: readonly string[] = [];
  for (tomlSpace(cursor, true); cursor.at < text.length; tomlSpace(cursor, true)) {
    const line = text[cursor.at] === '[' ? readHeader(cursor) : readPair(cursor, table);
    if (line === null || !isLineEnd(cursor))
      return { kind: 'invalid', why: `line ${lineOf(cursor)} is not valid TOML` };
    if (line.kind === 'pair') continue;
    table = line.isArray ? [...line.path, String(countUp(counts, line.path))] : inArrays(counts, line.path);
    if (isSecond(seen, table)) return { kind: 'invalid', why: `the table "${line.path.join('.')}" stands twice` };
  }
  const leaves = new Set<string>();
  const twice = cursor.values.find(({ path }) => isSecond(leaves, path));
  if (twice !== undefined) return { kind: 'invalid', why: `the key "${twice.path.join('.')}" stands twice` };
  return { kind: 'toml', values: cursor.values };
}

type Line =
  | { readonly kind: 'pair' }
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly isArray: boolean };

function readHeader(cursor: TomlCursor): Line | null {
  const isArray = cursor.text.startsWith('[[', cursor.at);
  const bracket = isArray ? ']]' : ']';
  cursor.at += bracket.length;
  const path = tomlKey(cursor);
  if (path === null || !cursor.text.startsWith(bracket, cursor.at)) return null;
  cursor.at += bracket.length;
  return { kind: 'table', path, isArray };
}

function readPair(cursor: TomlCursor, table: readonly string[]): Line | null {
  const key = tomlKey(cursor);
  if (key === null || cursor.text[cursor.at] !== '=') return null;
  cursor.at += 1;
  return readTomlValue(cursor, [...table, ...key]) ? { kind: 'pair' } : null;
}

function isLineEnd(cursor: TomlCursor): boolean {
  tomlSpace(cursor, false);
  return cursor.at >= cursor.text.length || /[\r\n]/.test(cursor.text[cursor.at] ?? '');
}

/** `[package.metadata]` below `[[package]]` belongs to the last element. */
function inArrays(counts: ReadonlyMap<string, number>, path: readonly string[]): readonly string[] {
  return path.flatMap((key, index) => {
    const count = index === path.length - 1 ? undefined : counts.get(JSON.stringify(path.slice(0, index + 1)));
    return count === undefined ? [key] : [key, String(count - 1)];
  });
}

function countUp(counts: Map<string, number>, path: readonly string[]): number {
  const key = JSON.stringify(path);
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return count;
}

function isSecond(seen: Set<string>, path: readonly string[]): boolean {
  const key = JSON.stringify(path);
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

function lineOf({ text, at }: TomlCursor): number {
  return text.slice(0, at).split('\n').length;
}
