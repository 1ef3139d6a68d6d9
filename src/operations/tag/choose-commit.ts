import type { Sha } from '#domain/ids.ts';
import { releasesOf } from '#domain/project-log/releases-of.ts';
import type { TagRequest } from '#domain/requests/tag-request.ts';
import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import type { ChosenBy, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import type { Git } from '#ports/git.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { CommitParams, releaseCommit } from '../steps/release-commit.ts';

export type CommitChoice =
  | { readonly kind: 'chosen'; readonly commit: CommitSummary; readonly by: ChosenBy }
  | { readonly kind: 'refused'; readonly refusal: TagRefusal };

type Logs = { readonly projects: Pick<ProjectLog, 'get'>; readonly releases: Pick<ReleaseLog, 'find'> };

/**
 * Which commit a tag goes to: that of the finished release of the version, else the one named, else the head of the branch. Naming another
 * commit than the one that was released is refused, since the tag would tell an untruth.
 */
export async function chooseCommit(
  logs: Logs,
  git: Git,
  asked: { readonly request: TagRequest; readonly branch: string; readonly unit: string | null },
): Promise<CommitChoice> {
  const { branch, request } = asked;
  const released = await releasedCommit(logs, git, asked);
  const named = request.commit === null ? null : await git.resolve(request.commit);
  if (request.commit !== null && named === null) return refused({ code: 'commit_unknown', name: request.commit });
  if (released !== null) {
    const commit = await git.summaryOf(released);
    if (named === null || named === released) return { kind: 'chosen', commit, by: 'release' };
    const { version } = request;
    return refused({ code: 'not_the_released', version, released: commit, named: await git.summaryOf(named) });
  }
  if (named !== null) return { kind: 'chosen', commit: await git.summaryOf(named), by: 'name' };
  const head = await git.branchHead(branch);
  if (head === null) return refused({ code: 'branch_missing', branch });
  return { kind: 'chosen', commit: await git.summaryOf(head), by: 'branch' };
}

/** Made again from the plan of the last finished release of the version; null where the log knows of none. */
async function releasedCommit(
  logs: Logs,
  git: Git,
  { request, unit }: { readonly request: TagRequest; readonly unit: string | null },
): Promise<Sha | null> {
  const own = releasesOf(await logs.projects.get(request.project), { version: request.version, unit });
  const listed = own.findLast(({ closed }) => closed?.ending === 'released');
  const release = listed === undefined ? null : await logs.releases.find(listed.id);
  const params = CommitParams.safeParse(release?.plan.steps.find((one) => one.kind === 'commit-release')?.params);
  return params.success ? (await releaseCommit(git, params.data)).sha : null;
}

function refused(refusal: TagRefusal): Extract<CommitChoice, { kind: 'refused' }> {
  return { kind: 'refused', refusal };
}
