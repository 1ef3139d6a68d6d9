import type { Span } from './replace-spans.ts';

export type JsonSpan =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'absent' }
  | { readonly kind: 'invalid'; readonly why: string };

/**
 * Finds where the string at a path of object keys stands in a JSON text (RFC 8259), without its quotes, so that it can be replaced and the
 * formatting kept. Refuses text that is not JSON, a value that is no plain string, and a key that stands twice.
 */
export function findJsonString(text: string, path: readonly string[]): JsonSpan {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { kind: 'invalid', why: 'it is not valid JSON' };
  }
  const found = scan(text).filter((value) => samePath(value.path, path));
  const [only] = found;
  if (only === undefined) return { kind: 'absent' };
  const name = path.at(-1) ?? '';
  if (found.length > 1) return { kind: 'invalid', why: `the key "${name}" stands twice` };
  if (!only.isString) return { kind: 'invalid', why: `the value of "${name}" is not a string` };
  return { kind: 'found', span: { start: only.start + 1, end: only.end - 1 } };
}

type Value = {
  readonly path: readonly string[];
  readonly isString: boolean;
  readonly start: number;
  readonly end: number;
};
type Frame = { readonly isArray: boolean; key: string | null };

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
/** Deeper values are never asked for. */
const depthLimit = 4;

/** Every value up to the depth limit, with its path. `text` is known to be valid JSON. */
function scan(text: string): Value[] {
  const values: Value[] = [];
  const frames: Frame[] = [];
  let pendingKey: string | null = null;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    const frame = frames.at(-1);
    if (word === ':' || word === '\ufeff') continue;
    if (word === '}' || word === ']') frames.pop();
    if (word === ',' || word === '}' || word === ']') {
      const open = frames.at(-1);
      if (open !== undefined) open.key = null;
      pendingKey = null;
      continue;
    }
    if (frame !== undefined && !frame.isArray && frame.key === null) {
      frame.key = String(JSON.parse(word));
      pendingKey = frame.key;
      continue;
    }
    if (pendingKey !== null && frames.length <= depthLimit && frames.every(({ isArray }) => !isArray)) {
      const path = frames.map(({ key }) => key ?? '');
      values.push({ path, isString: word.startsWith('"'), start: match.index, end: match.index + word.length });
    }
    pendingKey = null;
    if (word === '{' || word === '[') frames.push({ isArray: word === '[', key: null });
  }
  return values;
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}
