import type { Commit } from '#domain/commits/commit.ts';
import { overrideOfBody } from '#domain/commits/override-text.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import type { ServicePlaces } from '#domain/commits/services-of-paths.ts';
import { ReleaseError } from '#errors.ts';
import type { Forge, PullRequest } from '#ports/forge.ts';
import type { CommitRange, CommitRecord, GitReader } from '#ports/git.ts';
import { readCommits } from '../changelog/read-commits.ts';
import { releaseAuthor } from '../steps/release-commit.ts';

export type NotesRange = {
  /** Newest first, corrections applied, reverted pairs and the commits Fairlead made itself left out. */
  readonly commits: readonly Commit[];
  /** By the commit they brought. */
  readonly pullRequests: ReadonlyMap<string, PullRequest>;
  /** When the range's last commit was made, epoch milliseconds. */
  readonly endedAt: number | null;
  /** What could not be read, in whole sentences. */
  readonly remarks: readonly string[];
};

/** The services that share a version of their own, and where every service of the project lies. */
export type UnitServices = { readonly services: readonly string[]; readonly places: ServicePlaces };

/** What is asked of a forge. */
export type PullRequestReader = Pick<Forge, 'pullRequests' | 'pullRequestsOfCommits'>;

type ForgeAnswer = {
  /** By the commit that says so, or that the forge says so of. */
  readonly byCommit: ReadonlyMap<string, PullRequest>;
  readonly byNumber: ReadonlyMap<number, PullRequest>;
  readonly remarks: readonly string[];
};

const silence: ForgeAnswer = { byCommit: new Map(), byNumber: new Map(), remarks: [] };
const mostAsked = 1_000;

/**
 * Reads what a range of commits brought, from the commits, their corrections (a git note, else an override block in the pull request) and
 * the pull requests. A forge that does not answer is remarked and done without. `only` keeps to these commits, `of` to those of a unit.
 */
export async function readNotesRange(
  git: Pick<GitReader, 'commits' | 'notes'>,
  forge: PullRequestReader | null,
  range: CommitRange & { readonly only?: ReadonlySet<string>; readonly of?: UnitServices | null },
): Promise<NotesRange> {
  const { from, to, only, of = null } = range;
  let answer = silence;
  const findOverrides = async (records: readonly CommitRecord[]): Promise<ReadonlyMap<string, string>> => {
    const meant = records.filter(({ sha }) => only?.has(sha) ?? true);
    if (forge !== null && meant.length > 0) answer = await ask(forge, meant);
    return overridesIn(answer.byCommit);
  };
  const read = await readCommits(
    git,
    { from, to },
    { services: of?.places ?? {}, findOverrides: forge === null ? null : findOverrides },
  );
  const isMeant = (commit: Commit): boolean => {
    if (only !== undefined) return only.has(commit.sha);
    const isOfUnit = of === null || read.servicesOf(commit).some((service) => of.services.includes(service));
    return isOfUnit && !isOurs(commit);
  };
  const commits = read.commits.filter(isMeant);
  const pullRequests = new Map<string, PullRequest>();
  const told = commits.map((commit) => {
    const pullRequest = commit.pullRequest ?? read.pullRequestOf(commit);
    const found = answer.byCommit.get(commit.sha) ?? answer.byNumber.get(numberOf(pullRequest));
    if (found !== undefined) pullRequests.set(commit.sha, found);
    return { ...commit, pullRequest };
  });
  return { commits: told, pullRequests, endedAt: read.endedAt, remarks: answer.remarks };
}

function isOurs({ authors: [author] }: Commit): boolean {
  return author?.email === releaseAuthor.authorEmail;
}

async function ask(forge: PullRequestReader, records: readonly CommitRecord[]): Promise<ForgeAnswer> {
  const numbers = new Map(records.map((record) => [record.sha as string, numberOf(parseCommit(record).pullRequest)]));
  try {
    const asked = [...new Set(numbers.values())].filter((number) => number > 0).slice(0, mostAsked);
    const named = asked.length === 0 ? [] : await forge.pullRequests(asked);
    const byNumber = new Map(named.map((one) => [one.number, one]));
    const bare = records.filter(({ sha, parents }) => (numbers.get(sha) ?? 0) === 0 && parents.length < 2);
    const shas = bare.map(({ sha }) => sha).slice(0, mostAsked);
    const brought = shas.length === 0 ? new Map() : await forge.pullRequestsOfCommits(shas);
    const byCommit = new Map<string, PullRequest>();
    for (const { sha } of records) {
      const found = byNumber.get(numbers.get(sha) ?? 0) ?? brought.get(sha)?.[0];
      if (found !== undefined) byCommit.set(sha, found);
    }
    const unasked = bare.length - shas.length;
    const remark = `${unasked} older commits were not looked up, so notes in their pull requests may be missing.`;
    return { byCommit, byNumber, remarks: unasked > 0 ? [remark] : [] };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const remark = `The pull requests could not be read, so these notes are made of the commits alone: ${error.message}`;
    return { ...silence, remarks: [remark] };
  }
}

function overridesIn(byCommit: ReadonlyMap<string, PullRequest>): ReadonlyMap<string, string> {
  const overrides = [...byCommit].flatMap(([sha, { body, mergeCommit }]) => {
    const override = mergeCommit === sha ? overrideOfBody(body) : null;
    return override === null ? [] : [[sha, override] as const];
  });
  return new Map(overrides);
}

/** The number of `#12` or `!12`; 0 for anything else. */
function numberOf(reference: string | null): number {
  return Number(/^[#!](\d{1,9})$/.exec(reference ?? '')?.[1] ?? 0);
}
