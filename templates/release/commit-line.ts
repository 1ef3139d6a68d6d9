import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';

/** One commit: short hash, title, author. A breaking change says so in a word. */
export function commitLine(
  commit: {
    readonly sha: string;
    readonly subject: string;
    readonly author: string;
    readonly breaking?: boolean;
    readonly type?: string | null;
  },
  room = 120,
): Phrase {
  const mark = commit.breaking === true ? say`${strong('Breaking:')} ` : [];
  const type = commit.type === null || commit.type === undefined ? '' : `${plain(commit.type, 20)}: `;
  const title = plain(commit.subject, room) || 'no title';
  return say`${code(commit.sha.slice(0, 7))} ${mark}${type}${title} (${plain(commit.author, 40) || 'unknown'})`;
}
