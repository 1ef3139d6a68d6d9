import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  Scalar,
} from 'yaml';
import type { Span } from '../edits.ts';

export type YamlDocuments =
  | { readonly kind: 'yaml'; readonly documents: readonly Document.Parsed[] }
  | { readonly kind: 'invalid'; readonly why: string };

/** The parser takes up to some seconds for that many characters; longer files are refused. */
export const yamlLimit = 200_000;

/** Deeper nesting is refused before it is parsed: the parser calls itself for each level. */
const depthLimit = 100;

/**
 * Parses every document of a YAML text and stops at the first mistake, since each further one takes the parser longer. Keys are not compared
 * with each other here, which takes quadratic time: ask `yamlEntry`.
 */
export function parseYaml(text: string): YamlDocuments {
  if (isNestedTooDeep(text)) return { kind: 'invalid', why: `it is nested more than ${depthLimit} deep` };
  const tokens: CST.Token[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') return { kind: 'invalid', why: 'it is not valid YAML' };
    tokens.push(token);
  }
  const documents: Document.Parsed[] = [];
  for (const document of new Composer({ uniqueKeys: false }).compose(tokens)) {
    if (document.errors.length > 0) return { kind: 'invalid', why: 'it is not valid YAML' };
    documents.push(document);
  }
  return documents.length === 0 ? { kind: 'invalid', why: 'it holds no YAML document' } : { kind: 'yaml', documents };
}

/** The value of a key of a map; `twice` when the key stands there more than once, undefined where it does not stand. */
export function yamlEntry(node: unknown, key: string): Node | null | 'twice' | undefined {
  if (!isMap(node)) return undefined;
  const found = node.items.filter((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  if (found.length > 1) return 'twice';
  const [pair] = found;
  if (pair === undefined) return undefined;
  return isScalar(pair.value) || isMap(pair.value) || isSeq(pair.value) || isAlias(pair.value) ? pair.value : null;
}

/** Where a scalar's word stands, without quotes; null for blocks, empty values, escapes and anything that is no scalar. */
export function yamlWord(text: string, node: unknown): Span | null {
  if (!isScalar(node) || node.range === null || node.range === undefined) return null;
  const [start, end] = node.range;
  const isQuoted = node.type === Scalar.QUOTE_SINGLE || node.type === Scalar.QUOTE_DOUBLE;
  if (!isQuoted && node.type !== Scalar.PLAIN) return null;
  const span = isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  return /^[^\s\\]+$/.test(text.slice(span.start, span.end)) ? span : null;
}

/**
 * Counts the levels by the parser's own tokens, which takes no stack: brackets, indicators that follow each other on one line, and columns
 * of indentation. Directives count as levels too: the parser takes longer with each.
 */
function isNestedTooDeep(text: string): boolean {
  let [brackets, indicators, directives, isLineStart, isScalar] = [0, 0, 0, true, false];
  for (const token of new Lexer().lex(text)) {
    if (isLineStart && /^ +$/.test(token) && token.length > 3 * depthLimit) return true;
    isLineStart = /^\r?\n/.test(token) && !isScalar;
    if (isLineStart) indicators = 0;
    if (!isScalar && (token === '[' || token === '{')) brackets += 1;
    if (!isScalar && (token === ']' || token === '}')) brackets -= 1;
    if (!isScalar && brackets === 0 && /^[-?:]$/.test(token)) indicators += 1;
    if (!isScalar && token.startsWith('%')) directives += 1;
    if (Math.max(brackets, indicators, directives) > depthLimit) return true;
    isScalar = token === '\u001f';
  }
  return false;
}
