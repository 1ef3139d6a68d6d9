import { type CommitCount, parseCommitCounts } from '../../version/commit-counts.ts';
import { type Argument, defineArgument } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

/** Commits in short, such as `12 feat, 3 BREAKING CHANGE`, in place of those of a repository. */
export const commitsArgument: Argument<'commits', CommitCount[]> = defineArgument({
  name: 'commits',
  shown: '"12 feat, 3 BREAKING CHANGE"',
  meaning: 'Commits by type, to be judged in place of those of the repository.',
  isList: true,
  read: (text) => {
    const parsed = parseCommitCounts(text);
    if (parsed.kind === 'counts') return read([...parsed.counts]);
    return refuse({ code: 'commits_malformed', value: parsed.part, place: '--commits', nearest: parsed.nearest });
  },
});
