import { CommitParams, changedChangelog } from '#operations/steps/release-commit.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

/** Works out the changelog with the new section (Keep a Changelog 1.1.0). Nothing is written yet. */
export const writeChangelog = defineStep({
  kind: 'write-changelog',
  params: CommitParams,
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ git }, params) => {
    const changes = await changedChangelog(git.of(params), params);
    return { kind: 'succeeded', result: { files: changes.map((change) => change.path) } };
  },
});
