import { expect, it } from 'vitest';
import { createVersionBump } from '#operations/bump/version-bump.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import { aiko, aWish, aWorkshop, rel } from '../a-workshop.ts';

const request = {
  project: 'shop',
  version: { exact: '1.5.0' },
  files: null,
  commit: true,
  write: false,
  tag: false,
  services: null,
};

it('leaves the release of a version that was bumped before nothing to write but the changelog', async () => {
  const shop = aWorkshop({ managers: ['release-lead'] });
  await createVersionBump(shop.ports)({ actor: aiko, request });
  expect(await shop.propose(aWish(1, { version: { exact: '1.5.0' } }))).toMatchObject({ kind: 'proposed' });
  const { plan } = await shop.releases.get(rel(1));
  const params = CommitParams.parse(plan.steps.find(({ kind }) => kind === 'commit-release')?.params);
  const { paths } = await releaseCommit(shop.git.of(params), params);
  expect(paths).toEqual(['CHANGELOG.md']);
});

it('refuses the release of a version whose files were bumped to another one', async () => {
  const shop = aWorkshop({ managers: ['release-lead'] });
  await createVersionBump(shop.ports)({ actor: aiko, request: { ...request, version: { exact: '1.6.0' } } });
  expect(await shop.propose(aWish(1, { version: { exact: '1.5.0' } }))).toMatchObject({
    kind: 'refused',
    refusal: { code: 'version_files_disagree', found: [{ path: 'package.json', version: '1.6.0' }] },
  });
});
