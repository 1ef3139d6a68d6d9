import type { RawCommit } from './parse-commit.ts';

/** One correction tells no more changes than this; the rest stays in the last one's text. */
const most = 50;
/** Lower case and without a dash, so that `Reviewed-by: Sam` and `Note: mind the gap` stay footers. */
const header = /^([a-z][a-z0-9_]{0,49})(?:\(.{0,200}?\))?!?: +\S/;
/** Footers that people write in lower case. */
const footerTokens: ReadonlySet<string> = new Set(
  'ref refs reference references close closes closed fixes fixed resolve resolves resolved see cc note issue issues jira ticket related relates changelog'.split(
    ' ',
  ),
);

/**
 * The commit as its correction tells it: `override` replaces the message, and each line of it that is a conventional header in lower case
 * begins another change. All of them keep the sha, the author and the pull request of the commit. A second correction replaces the first.
 */
export function applyOverride(raw: RawCommit, override: string): readonly RawCommit[] {
  const original = raw.original ?? raw.message;
  return splitByHeader(override).map((message) => ({ ...raw, message, original }));
}

function splitByHeader(text: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const line of text.split('\n')) {
    const current = parts.at(-1) ?? [];
    const isNew = parts.length < most && current.length > 0 && beginsChange(line);
    if (isNew) parts.push([line]);
    else current.push(line);
  }
  return parts.map((lines) => lines.join('\n').trim());
}

function beginsChange(line: string): boolean {
  const type = header.exec(line)?.[1];
  return type !== undefined && !footerTokens.has(type);
}
