import { type Argument, defineArgument } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

/** How many commits there are of one type. `BREAKING CHANGE` is a type here. */
export type CommitCount = { readonly type: string; readonly count: number };

/** Commits in short, such as `12 feat, 3 BREAKING CHANGE`, in place of those of a repository. */
export const commitsArgument: Argument<'commits', CommitCount[]> = defineArgument({
  name: 'commits',
  shown: '"12 feat, 3 BREAKING CHANGE"',
  meaning: 'Commits by type, to be judged in place of those of the repository.',
  isList: true,
  read: (text) => {
    const parts = text.split(/[,;]/).map((part) => part.trim());
    const counts: CommitCount[] = [];
    for (const part of parts.filter((each) => each !== '')) {
      const match = /^(\d{1,7})\s*(?:[x\u00d7]\s*)?(BREAKING[ -]CHANGES?|[A-Za-z][\w-]{0,49}!?)s?$/i.exec(part);
      if (match === null || Number(match[1]) === 0)
        return refuse({ code: 'commits_malformed', value: part, place: '--commits' });
      counts.push({ type: typeOf(match[2] ?? ''), count: Number(match[1]) });
    }
    return counts.length > 0 ? read(counts) : refuse({ code: 'value_missing', place: '--commits' });
  },
});

function typeOf(word: string): string {
  return /^BREAKING/i.test(word) ? 'BREAKING CHANGE' : word.toLowerCase();
}
