/**
 * Slack's mrkdwn read into `rich_text` elements, the way Slack itself stores typed text. slack-blocks-to-jsx has a mrkdwn reader
 * of its own, but it unescapes before it parses, so `&lt;!channel&gt;` becomes a mention: the very thing a sandbox has to show
 * as harmless. It is therefore given rich_text only.
 */
import { emojiCharacter } from './emoji.ts';

/** A rich_text element as Slack writes it. */
export type RichElement = Readonly<Record<string, unknown>> & { readonly type: string };

type Style = { readonly bold?: true; readonly italic?: true; readonly strike?: true; readonly code?: true };
type Read = { readonly elements: readonly RichElement[]; readonly end: number };

const MARKERS: Readonly<Record<string, keyof Style>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/y;
const BARE_LINK = /https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)'"*_~]/y;
const WORD = /[\p{L}\p{N}]/u;

/** Turns the three escapes Slack knows (`&amp;`, `&lt;`, `&gt;`) into their characters, each once. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

/** Reads mrkdwn into the elements of one `rich_text` block. `verbatim` leaves bare links and names as text. */
export function parseMrkdwn(text: string, verbatim = false): readonly RichElement[] {
  const blocks: RichElement[] = [];
  let at = 0;
  for (const fence of text.matchAll(/```([\s\S]*?\S[\s\S]*?)```/g)) {
    blocks.push(...parseLines(text.slice(at, fence.index), verbatim), preformatted(fence[1] ?? ''));
    at = fence.index + fence[0].length;
  }
  return [...blocks, ...parseLines(text.slice(at), verbatim)];
}

function preformatted(code: string): RichElement {
  const trimmed = code.replace(/^\n|\n$/g, '');
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: unescapeText(plainSpecials(trimmed)) }] };
}

function plainSpecials(code: string): string {
  return code.replace(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url);
}

function parseLines(text: string, verbatim: boolean): readonly RichElement[] {
  const blocks: RichElement[] = [];
  let kind: 'rich_text_section' | 'rich_text_quote' = 'rich_text_section';
  let lines: string[] = [];
  const flush = (): void => {
    const body = lines.join('\n').replace(/^\n|\n$/g, '');
    if (body !== '') blocks.push({ type: kind, elements: parseInline(body, {}, verbatim) });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:>|&gt;) ?/.exec(line);
    const next = quote === null ? 'rich_text_section' : 'rich_text_quote';
    if (next !== kind) flush();
    kind = next;
    lines.push(quote === null ? line : line.slice(quote[0].length));
  }
  flush();
  return blocks;
}

function parseInline(text: string, style: Style, verbatim: boolean): readonly RichElement[] {
  const out: RichElement[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') out.push(styled({ type: 'text', text: unescapeText(plain) }, style));
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const read = readAt(text, at, style, verbatim);
    if (read === null) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    flush();
    out.push(...read.elements);
    at = read.end;
  }
  flush();
  return out;
}

function readAt(text: string, at: number, style: Style, verbatim: boolean): Read | null {
  const char = text.charAt(at);
  if (char === '<') return readSpecial(text, at, style);
  if (char === '`') return readCode(text, at, style);
  if (char === ':') return readEmoji(text, at);
  if (char === 'h' && !verbatim && !isWord(text, at - 1)) return readBareLink(text, at, style);
  const name = MARKERS[char];
  return name === undefined ? null : readStyled(text, at, name, style, verbatim);
}

function readSpecial(text: string, at: number, style: Style): Read | null {
  const close = text.indexOf('>', at);
  const inner = text.slice(at + 1, close);
  if (close < 0 || inner === '' || /[<\n]/.test(inner)) return null;
  const element = special(inner);
  return element === null ? null : { elements: [styled(element, style)], end: close + 1 };
}

function special(inner: string): RichElement | null {
  const [target = '', label] = splitOnce(inner, '|');
  const user = /^@([UW][A-Z0-9_]*)$/.exec(target)?.[1];
  if (user !== undefined) return { type: 'user', user_id: user };
  const channel = /^#([CGD][A-Z0-9_]*)$/.exec(target)?.[1];
  if (channel !== undefined) return { type: 'channel', channel_id: channel };
  const group = /^!subteam\^(S[A-Z0-9_]*)$/.exec(target)?.[1];
  if (group !== undefined) return { type: 'usergroup', usergroup_id: group };
  const range = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (range !== undefined) return { type: 'broadcast', range };
  const date = /^!date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date !== null) return dateElement(date, label);
  if (/^(https?:|mailto:|tel:)/i.test(target)) {
    return { type: 'link', url: unescapeText(target), text: unescapeText(label ?? target) };
  }
  return null;
}

function dateElement(date: RegExpExecArray, label: string | undefined): RichElement {
  return {
    type: 'date',
    timestamp: Number(date[1]),
    format: unescapeText(date[2] ?? ''),
    ...(date[3] === undefined ? {} : { url: unescapeText(date[3]) }),
    fallback: unescapeText(label ?? ''),
  };
}

function readCode(text: string, at: number, style: Style): Read | null {
  const close = text.indexOf('`', at + 1);
  const inner = text.slice(at + 1, close);
  if (close < 0 || inner === '' || inner.includes('\n')) return null;
  const element = styled({ type: 'text', text: unescapeText(plainSpecials(inner)) }, { ...style, code: true });
  return { elements: [element], end: close + 1 };
}

function readEmoji(text: string, at: number): Read | null {
  EMOJI.lastIndex = at;
  const found = EMOJI.exec(text);
  if (found?.[1] === undefined || emojiCharacter(found[1]) === undefined) return null;
  return { elements: [{ type: 'emoji', name: found[1] }], end: at + found[0].length };
}

function readBareLink(text: string, at: number, style: Style): Read | null {
  BARE_LINK.lastIndex = at;
  const url = BARE_LINK.exec(text)?.[0];
  if (url === undefined) return null;
  return { elements: [styled({ type: 'link', url: unescapeText(url) }, style)], end: at + url.length };
}

function readStyled(text: string, at: number, name: keyof Style, style: Style, verbatim: boolean): Read | null {
  if (style[name] || isWord(text, at - 1) || /\s/.test(text.charAt(at + 1))) return null;
  const close = findClose(text, at);
  if (close < 0) return null;
  const inner = text.slice(at + 1, close);
  return { elements: parseInline(inner, { ...style, [name]: true }, verbatim), end: close + 1 };
}

function findClose(text: string, open: number): number {
  const marker = text.charAt(open);
  for (let at = open + 1; at < text.length && text.charAt(at) !== '\n'; at += 1) {
    const char = text.charAt(at);
    if (char === '<' || char === '`') {
      const skip = text.indexOf(char === '<' ? '>' : '`', at + 1);
      if (skip > 0) at = skip;
      continue;
    }
    if (char !== marker || at === open + 1) continue;
    if (!/\s/.test(text.charAt(at - 1)) && !isWord(text, at + 1)) return at;
  }
  return -1;
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && WORD.test(text.charAt(at));
}

function styled(element: RichElement, style: Style): RichElement {
  return Object.keys(style).length === 0 ? element : { ...element, style };
}

function splitOnce(text: string, by: string): [string, string | undefined] {
  const at = text.indexOf(by);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
