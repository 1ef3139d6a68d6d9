import type { Span } from '../edits.ts';

/** An element of an XML document: `parent` is the number of the element it stands in, -1 for the root; `content` is what is between its tags. */
export type XmlElement = {
  readonly name: string;
  readonly parent: number;
  readonly content: Span;
  /** Text without elements, comments, CDATA or entities: the only content that is ever replaced. */
  readonly isPlain: boolean;
};

export type XmlDocument =
  | { readonly kind: 'xml'; readonly elements: readonly XmlElement[] }
  | { readonly kind: 'invalid'; readonly why: string };

type Open = { readonly name: string; readonly index: number; readonly from: number; isPlain: boolean };

const depthLimit = 500;
/** Comments, CDATA, processing instructions and a document type without own entities; then tags; then anything else that opens. */
const markup =
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))|<!\[CDATA\[[\s\S]*?(?:\]\]>|$(?![\s\S]))|<\?[\s\S]*?(?:\?>|$(?![\s\S]))|<!DOCTYPE[^[\]<>]*>|<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:[^<>"']+(?=[<>"'])|"[^"<]*"|'[^'<]*')*)>|<|&/gu;

/**
 * The elements of an XML document in the order they open, with the place of their content, in time linear in the text. It expands nothing;
 * it refuses a document type with entities of its own, tags that do not match and anything else that is not well formed.
 */
export function scanXml(text: string): XmlDocument {
  const elements: XmlElement[] = [];
  const open: Open[] = [];
  for (const match of text.matchAll(markup)) {
    const [whole, slash, name, rest] = match;
    const parent = open.at(-1);
    if (parent !== undefined) parent.isPlain &&= slash === '/';
    if (whole === '&') continue;
    if (whole === '<') return { kind: 'invalid', why: 'it is not well-formed XML' };
    if (name === undefined) continue;
    const end = match.index + whole.length;
    if (slash === '/') {
      const closed = open.pop();
      if (closed?.name !== name) return { kind: 'invalid', why: `its tag </${name.slice(0, 60)}> closes nothing` };
      const content = { start: closed.from, end: match.index };
      const before = elements[closed.index];
      if (before !== undefined) elements[closed.index] = { ...before, content, isPlain: closed.isPlain };
      continue;
    }
    const element = { name, parent: parent?.index ?? -1, content: { start: end, end }, isPlain: false };
    if (!rest?.endsWith('/')) open.push({ name, index: elements.length, from: end, isPlain: true });
    elements.push(element);
    if (open.length > depthLimit)
      return { kind: 'invalid', why: `its elements are nested more than ${depthLimit} deep` };
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    return { kind: 'invalid', why: `its tag <${unclosed.name.slice(0, 60)}> is never closed` };
  return elements.length === 0 ? { kind: 'invalid', why: 'it is not well-formed XML' } : { kind: 'xml', elements };
}

/** The numbers of the elements of a name directly below another (-1: the root itself). */
export function xmlChildren(document: readonly XmlElement[], parent: number, name: string): readonly number[] {
  return document.flatMap((element, index) => (element.parent === parent && element.name === name ? [index] : []));
}

/** Where an element's words stand, without the space around them; null unless it is plain text. */
export function xmlWords(text: string, element: XmlElement | undefined): Span | null {
  if (element === undefined || !element.isPlain) return null;
  const { start, end } = element.content;
  const inner = text.slice(start, end);
  const trimmed = inner.trim();
  if (trimmed === '') return null;
  const from = start + inner.indexOf(trimmed);
  return { start: from, end: from + trimmed.length };
}
