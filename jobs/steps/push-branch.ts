import { z } from 'zod';
import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import { CommitParams, releaseAuthor, releaseCommit } from '#operations/steps/release-commit.ts';
import { defineStep, type StepOutcome } from '#operations/steps/step-definition.ts';
import type { Git } from '#ports/git.ts';

const Params = CommitParams.extend({ branch: z.string() });
type Params = z.infer<typeof Params>;

/**
 * Brings the release commit to the branch: as a fast-forward, or as a merge when the branch has moved on. A conflict does not undo a release
 * that is out; it is told, with what to do.
 */
export const pushBranch = defineStep({
  kind: 'push-branch',
  params: Params,
  probe: async ({ git }, params) => {
    const repository = git.of(params);
    const { sha } = await releaseCommit(repository, params);
    await repository.fetch();
    const head = await repository.branchHead(params.branch);
    return head !== null && (await repository.isAncestor(sha, head))
      ? { kind: 'succeeded', result: { sha: head, merged: false } }
      : { kind: 'not-done' };
  },
  run: async ({ git }, params) => {
    const repository = git.of(params);
    const { sha } = await releaseCommit(repository, params);
    const outcome = await repository.pushBranch(params.branch, sha);
    if (outcome.kind !== 'refused') return { kind: 'succeeded', result: { sha, merged: false } };
    if (outcome.reason === 'protected') return skipped(params, 'the branch is protected');
    return merge(repository, params, sha);
  },
});

async function merge(repository: Git, params: Params, sha: Sha): Promise<StepOutcome> {
  await repository.fetch();
  const onto = await repository.branchHead(params.branch);
  if (onto === null) return skipped(params, 'the branch is gone');
  if (await repository.isAncestor(sha, onto)) return { kind: 'succeeded', result: { sha: onto, merged: false } };
  const merged = await repository.mergeCommit({
    onto,
    sha,
    message: `chore(release): merge ${params.version} into ${params.branch}\n`,
    ...releaseAuthor,
    at: params.at,
  });
  if (merged === null) return skipped(params, 'its version files or changelog were changed meanwhile');
  const outcome = await repository.pushBranch(params.branch, merged);
  if (outcome.kind !== 'refused') return { kind: 'succeeded', result: { sha: merged, merged: true } };
  if (outcome.reason === 'protected') return skipped(params, 'the branch is protected');
  throw new ReleaseError(
    'GIT_UNREACHABLE',
    'transient',
    `${params.branch} moved again while the release commit was merged.`,
  );
}

/** The tag carries the release; a branch that cannot take its commit is said, not failed. */
function skipped(params: Params, why: string): StepOutcome {
  return {
    kind: 'succeeded',
    result: { skipped: `The release commit was not brought to ${params.branch}: ${why}. Merge the tag by hand.` },
  };
}
