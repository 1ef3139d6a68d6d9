import { bumpedFiles, CommitParams } from '#operations/steps/release-commit.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

/** Works out the version files with the new version in them. Nothing is written yet, so it may run any number of times. */
export const bumpVersion = defineStep({
  kind: 'bump-version',
  params: CommitParams,
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ git }, params) => {
    const changes = await bumpedFiles(git.of(params), params);
    return { kind: 'succeeded', result: { files: changes.map((change) => change.path) } };
  },
});
