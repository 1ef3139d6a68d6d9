import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

/** Commits version files and changelog in the mirror, unpublished, and checks that the commit touches nothing else. */
export const commitRelease = defineStep({
  kind: 'commit-release',
  params: CommitParams,
  // The commit is the same wherever and however often it is made.
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ git }, params) => {
    const repository = git.of(params);
    const { sha, paths } = await releaseCommit(repository, params);
    const touched = await repository.changedPaths({ from: params.source, to: sha });
    const strangers = touched.filter((path) => !paths.includes(path));
    if (strangers.length > 0) {
      return {
        kind: 'failed',
        code: 'COMMIT_TOUCHES_MORE',
        message: `The release commit would touch ${strangers.join(', ')}, which no version file or changelog is.`,
      };
    }
    return { kind: 'succeeded', result: { sha, files: [...touched] } };
  },
});
