import { firstLine } from './first-line.ts';

/** How far a message is read for the sentence of a forge, in characters. */
const scanned = 16_384;
/** Squash titles of GitHub (`(#12)`) and of those who number merge requests (`(!12)`). The last one counts: a backport carries both. */
const squashed = /\(([#!]\d{1,12})\)[ \t]*$/;
const githubMerge = /^Merge pull request (#\d{1,12}) (?:from|in) \S/;
const bitbucketMerge = /^Merged in \S.{0,200} \(pull request (#\d{1,12})\)[ \t]*$/;
const azureMerge = /^Merged PR (\d{1,12}): /;
const gitlabLine = /^See merge request (?:\S{1,400})?(!\d{1,12})[ \t]*\r?$/m;
const plainMerge = /^Merge (?:branch|remote-tracking branch|tag|commit) '/;

/**
 * The pull request a commit came by: `#12` by the titles of GitHub, Gitea and Bitbucket, `!12` by those of GitLab and Azure DevOps; null
 * when the message does not say.
 */
export function pullRequestOf(message: string): string | null {
  const text = message.length > scanned ? message.slice(0, scanned) : message;
  const title = firstLine(text.trimStart());
  if (title.startsWith('Merge')) {
    const named = githubMerge.exec(title) ?? bitbucketMerge.exec(title);
    if (named !== null) return named[1] ?? null;
    const azure = azureMerge.exec(title)?.[1];
    if (azure !== undefined) return `!${azure}`;
  }
  const number = title.includes(')') ? squashed.exec(title)?.[1] : undefined;
  if (number !== undefined) return number;
  return text.includes('See merge request ') ? (gitlabLine.exec(text)?.[1] ?? null) : null;
}

/** True for a first line that a forge or git wrote by itself when it merged, and that says nothing of what was merged. */
export function isForgeMerge(title: string): boolean {
  return title.startsWith('Merge') && (githubMerge.test(title) || bitbucketMerge.test(title) || plainMerge.test(title));
}
