import { asMarkdown, type Markdown, markdown } from '#domain/notes/markdown-text.ts';

/** What a template puts in: Markdown as it is, anything else escaped so that it shows as that text. */
export function escapedOutput(value: unknown): string {
  if (isMarkdown(value)) return value.markdown;
  if (Array.isArray(value)) return value.map(escapedOutput).join('');
  return value === null || value === undefined ? '' : asMarkdown(String(value));
}

/** `a, b and c`. */
export function listed(values: unknown): Markdown {
  const parts = (Array.isArray(values) ? values : [values]).map(escapedOutput).filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  return markdown(parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`);
}

/** Every line but the first moved in, so that a text of several lines stays inside its list item. */
export function indented(value: unknown, width: unknown = 2): Markdown {
  const space = ' '.repeat(Math.min(8, Math.max(0, Number(width) || 0)));
  return markdown(escapedOutput(value).replace(/\n(?=[^\n])/g, `\n${space}`));
}

/** Whether a text is one paragraph on one line, behind which more may be written. */
export function isOneLine(value: unknown): boolean {
  return !escapedOutput(value).trim().includes('\n');
}

/** `1 fix`, `3 fixes`; the plural is given where it is not made with an s. */
export function counted(value: unknown, one: unknown, many?: unknown): string {
  const count = Number(value) || 0;
  return `${count} ${count === 1 ? String(one) : String(many ?? `${String(one)}s`)}`;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** `21 November 2026` of an ISO 8601 day. */
export function day(value: unknown): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(value ?? '')) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? String(value ?? '') : `${Number(date)} ${name} ${year}`;
}

/** An address as the target of a Markdown link or image; an empty one where it is none of the web. */
export function target(value: unknown): Markdown {
  const text = String(value ?? '');
  const isWeb = /^https?:\/\/[^\s<>]+$/.test(text);
  return markdown(isWeb ? `<${text}>` : '<>');
}

function isMarkdown(value: unknown): value is Markdown {
  return typeof value === 'object' && value !== null && 'markdown' in value && typeof value.markdown === 'string';
}
