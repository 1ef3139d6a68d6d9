import { type Links, readReference } from '../links/links.ts';
import { escapeMarkdown } from './escape-markdown.ts';

const inlineReference = /(?<![\w/#!&\\[-])(?:[\w.-]{1,100}\/[\w.-]{1,100})?[#!]\d{1,12}(?![\w\]])/g;

/** A line of foreign text for a Markdown list item: markup is shown instead of obeyed, and references such as `#12` lead to their pages. */
export function markdownText(line: string, links: Links): string {
  if (links.kind === 'plain' || !/[#!]\d/.test(line)) return escapeMarkdown(line);
  return escapeMarkdown(line, (escaped) =>
    escaped.replace(inlineReference, (reference) => markdownReference(reference, links)),
  );
}

/** `[#12](https://...)`, or `#12` where there is no page. */
export function markdownReference(reference: string, links: Links): string {
  return markdownLink(reference, links.issue(reference) ?? links.pullRequest(reference));
}

/** `[#12](https://...)` for a pull request, or `#12` where there is no page. */
export function markdownPullRequest(reference: string, links: Links): string {
  return markdownLink(reference, links.pullRequest(reference));
}

/** `[abc1234](https://...)`, or null where commits have no page. */
export function markdownCommit(sha: string, links: Links): string | null {
  const url = links.commit(sha);
  return url === null ? null : markdownLink(sha.slice(0, 7), url);
}

function markdownLink(text: string, url: string | null): string {
  // Parentheses would end the address early.
  return url === null ? text : `[${text}](${url.replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))})`;
}

/** The subject without the `(#12)` a squash merge puts at its end, where the entry tells its pull request anyway. */
export function subjectWithout(subject: string, pullRequest: string | null): string {
  if (pullRequest === null || readReference(pullRequest) === null) return subject;
  const end = ` (${pullRequest})`;
  return subject.endsWith(end) && subject.length > end.length ? subject.slice(0, -end.length).trimEnd() : subject;
}
