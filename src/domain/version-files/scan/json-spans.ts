import type { Span } from '../edits.ts';

/** A value of a JSON text: the object keys that lead to it, and where it stands, quotes included. */
export type JsonValue = {
  readonly path: readonly string[];
  readonly isString: boolean;
  readonly start: number;
  readonly end: number;
};

/** The values of a JSON text by their path, as `JSON.stringify(path)`: several where a key stands twice. */
export type JsonIndex =
  | { readonly kind: 'index'; readonly values: ReadonlyMap<string, readonly JsonValue[]> }
  | { readonly kind: 'invalid'; readonly why: string };

export type JsonSpan =
  | { readonly kind: 'found'; readonly span: Span }
  | { readonly kind: 'absent' }
  | { readonly kind: 'invalid'; readonly why: string };

/** Deeper values are never asked for. */
const depthLimit = 4;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/**
 * Where every value outside arrays stands in a JSON text (RFC 8259), four keys deep, in time linear in the text. With `comments` also
 * JSON with comments and trailing commas. Refuses text that is neither.
 */
export function indexJson(text: string, { comments = false } = {}): JsonIndex {
  const bare = comments ? withoutComments(text) : text;
  try {
    JSON.parse(bare.replace(/^\ufeff/, ''));
  } catch {
    return { kind: 'invalid', why: comments ? 'it is not valid JSON with comments' : 'it is not valid JSON' };
  }
  const values = new Map<string, JsonValue[]>();
  for (const value of scan(bare)) {
    const key = JSON.stringify(value.path);
    const others = values.get(key);
    if (others === undefined) values.set(key, [value]);
    else others.push(value);
  }
  return { kind: 'index', values };
}

/** Where the string at a path of keys stands, without its quotes. Refuses a value that is no plain string and a key on the way that stands twice. */
export function jsonStringAt(index: JsonIndex, path: readonly string[]): JsonSpan {
  if (index.kind === 'invalid') return index;
  const steps = path.map((_, at) => index.values.get(JSON.stringify(path.slice(0, at + 1))) ?? []);
  const twice = steps.findIndex((values) => values.length > 1);
  if (twice !== -1) return { kind: 'invalid', why: `the key "${path[twice]}" stands twice` };
  const value = steps.at(-1)?.[0];
  if (value === undefined) return { kind: 'absent' };
  if (!value.isString) return { kind: 'invalid', why: `the value of "${path.at(-1)}" is not a string` };
  return { kind: 'found', span: { start: value.start + 1, end: value.end - 1 } };
}

type Frame = { readonly isArray: boolean; key: string | null };

/** Every value up to the depth limit, with its path. `text` is known to be valid JSON. */
function* scan(text: string): Generator<JsonValue> {
  const frames: Frame[] = [];
  let arrays = 0;
  let pendingKey: string | null = null;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    const frame = frames.at(-1);
    if (word === ':' || word === '\ufeff') continue;
    if (word === '}' || word === ']') arrays -= frames.pop()?.isArray === true ? 1 : 0;
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
    if (pendingKey !== null && frames.length <= depthLimit && arrays === 0) {
      const path = frames.map(({ key }) => key ?? '');
      yield { path, isString: word.startsWith('"'), start: match.index, end: match.index + word.length };
    }
    pendingKey = null;
    if (word === '{' || word === '[') {
      frames.push({ isArray: word === '[', key: null });
      arrays += word === '[' ? 1 : 0;
    }
  }
}

/**
 * The same text with comments and trailing commas turned into spaces, so that every offset stays. What is not closed runs to its end, which
 * keeps the time linear; the parser refuses it afterwards.
 */
function withoutComments(text: string): string {
  const blank = (word: string): string => (word.startsWith('"') ? word : word.replace(/[^\r\n]/g, ' '));
  return text
    .replace(/"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?/g, blank)
    .replace(/"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|,(?=\s*[}\]])/g, blank);
}
