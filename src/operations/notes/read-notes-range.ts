import { applyOverride } from '#domain/commits/apply-override.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { dropReverted } from '#domain/commits/drop-reverted.ts';
import { overrideOfBody, overrideOfNote } from '#domain/commits/override-text.ts';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import { ReleaseError } from '#errors.ts';
import type { Forge, PullRequest } from '#ports/forge.ts';
import type { CommitRange, GitReader } from '#ports/git.ts';
import { releaseAuthor } from '../steps/release-commit.ts';

export type NotesRange = {
  /** Newest first, corrections applied, reverted pairs and the commits Fairlead made itself left out. */
  readonly commits: readonly Commit[];
  /** By the commit they brought. */
  readonly pullRequests: ReadonlyMap<string, PullRequest>;
  /** What could not be read, in whole sentences. */
  readonly remarks: readonly string[];
};

/** What is asked of a forge. */
export type PullRequestReader = Pick<Forge, 'pullRequests' | 'pullRequestsOfCommits'>;

const notesRef = 'refs/notes/fairlead';
const mostAsked = 1_000;

/**
 * Reads what a range of commits brought, from the commits, their corrections (a git note, else an override block in the pull request) and
 * the pull requests. A forge that does not answer is remarked and done without.
 */
export async function readNotesRange(
  git: Pick<GitReader, 'commits' | 'notes'>,
  forge: PullRequestReader | null,
  range: CommitRange & { readonly only?: ReadonlySet<string> },
): Promise<NotesRange> {
  const raws: RawCommit[] = [];
  for await (const record of git.commits(range)) {
    const isMeant = range.only?.has(record.sha) ?? record.authorEmail !== releaseAuthor.authorEmail;
    if (isMeant) raws.push(record);
  }
  const corrections = await git.notes(notesRef);
  const found = await pullRequestsOf(forge, raws);
  const commits = raws.flatMap((raw) => {
    const note = corrections.get(raw.sha);
    const pullRequest = found.pullRequests.get(raw.sha);
    const override =
      (note === undefined ? null : overrideOfNote(note)) ??
      (pullRequest === undefined || raw.parents.length > 1 ? null : overrideOfBody(pullRequest.body));
    return (override === null ? [raw] : applyOverride(raw, override)).map(parseCommit);
  });
  return { commits: dropReverted(commits), ...found };
}

async function pullRequestsOf(
  forge: PullRequestReader | null,
  raws: readonly RawCommit[],
): Promise<Pick<NotesRange, 'pullRequests' | 'remarks'>> {
  if (forge === null || raws.length === 0) return { pullRequests: new Map(), remarks: [] };
  const numbers = new Map(raws.flatMap((raw) => numberOf(raw).map((number) => [raw.sha as string, number] as const)));
  try {
    const asked = [...new Set(numbers.values())].slice(0, mostAsked);
    const known = new Map((asked.length === 0 ? [] : await forge.pullRequests(asked)).map((one) => [one.number, one]));
    const bare = raws.filter(({ sha, parents }) => !numbers.has(sha) && parents.length < 2).map(({ sha }) => sha);
    const brought = bare.length === 0 ? new Map() : await forge.pullRequestsOfCommits(bare.slice(0, mostAsked));
    const pullRequests = new Map<string, PullRequest>();
    for (const { sha } of raws) {
      const pullRequest = known.get(numbers.get(sha) ?? -1) ?? brought.get(sha)?.[0];
      if (pullRequest !== undefined) pullRequests.set(sha, pullRequest);
    }
    return { pullRequests, remarks: [] };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const remark = `The pull requests could not be read, so these notes are made of the commits alone: ${error.message}`;
    return { pullRequests: new Map(), remarks: [remark] };
  }
}

function numberOf(raw: RawCommit): readonly number[] {
  const number = /^[#!](\d{1,9})$/.exec(parseCommit(raw).pullRequest ?? '')?.[1];
  return number === undefined ? [] : [Number(number)];
}
