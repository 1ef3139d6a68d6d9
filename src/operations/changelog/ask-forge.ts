import type { PullRequestInRange } from '#domain/changelog/missing-pull-requests.ts';
import { overrideOfBody } from '#domain/commits/override-text.ts';
import type { Project } from '#domain/project/project.ts';
import { ReleaseError } from '#errors.ts';
import type { Forge, Forges, PullRequest } from '#ports/forge.ts';
import type { FindOverrides } from './read-commits.ts';

/** What a forge says about the commits of a range. */
export type ForgeAnswer = {
  readonly pullRequests: readonly PullRequestInRange[];
  /** The pull request of each commit, by full sha. */
  readonly byCommit: ReadonlyMap<string, string>;
  /** Corrections in bodies, by the commit that brought the pull request. */
  readonly overrides: ReadonlyMap<string, string>;
  /** How many commits were not asked about. */
  readonly unasked: number;
};

/**
 * Asks the forge which pull requests brought these commits. Null when it cannot be asked now, or refuses: a changelog is made all the same
 * from what the commits say.
 */
export async function askForge(
  forge: Pick<Forge, 'pullRequestsOfCommits'>,
  shas: readonly string[],
  mark: '#' | '!',
): Promise<ForgeAnswer | null> {
  try {
    return answerOf(await forge.pullRequestsOfCommits(shas), shas, mark);
  } catch (error) {
    if (error instanceof ReleaseError) return null;
    throw error;
  }
}

/**
 * Finds corrections in the bodies of a project's pull requests; null where no forge is configured. A forge that is away has none: a release does
 * not wait for it.
 */
export function overridesByForge(
  { repository }: Pick<Project, 'repository'>,
  forges: Forges | undefined,
): FindOverrides | null {
  const { forge } = repository;
  if (forge === undefined || forges === undefined) return null;
  const asked = forges.of(forge);
  const mark = forge.kind === 'gitlab' ? '!' : '#';
  return async (records) => {
    const shas = records.map(({ sha }) => sha);
    return (await askForge(asked, shas, mark))?.overrides ?? new Map();
  };
}

function answerOf(
  found: ReadonlyMap<string, readonly PullRequest[]>,
  shas: readonly string[],
  mark: '#' | '!',
): ForgeAnswer {
  const brought = new Map<number, { request: PullRequest; shas: string[] }>();
  const byCommit = new Map<string, string>();
  const overrides = new Map<string, string>();
  for (const sha of shas) {
    for (const request of found.get(sha) ?? []) {
      const known = brought.get(request.number);
      if (known === undefined) brought.set(request.number, { request, shas: [sha] });
      else known.shas.push(sha);
      if (!byCommit.has(sha)) byCommit.set(sha, `${mark}${request.number}`);
      const override = request.mergeCommit === sha ? overrideOfBody(request.body) : null;
      if (override !== null) overrides.set(sha, override);
    }
  }
  const pullRequests = [...brought.values()].map(({ request, shas: its }) => ({
    reference: `${mark}${request.number}`,
    title: request.title,
    url: request.url,
    shas: its,
  }));
  return { pullRequests, byCommit, overrides, unasked: shas.filter((sha) => !found.has(sha)).length };
}
