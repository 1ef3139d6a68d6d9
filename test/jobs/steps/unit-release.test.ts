import { expect, it } from 'vitest';
import { commitRelease } from '#jobs/steps/commit-release.ts';
import { pushBranch } from '#jobs/steps/push-branch.ts';
import { pushTag } from '#jobs/steps/push-tag.ts';
import { aWish, aWorkshop, rel } from '../../operations/a-workshop.ts';
import { aStep } from './a-step.ts';

const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const services = {
  api: { path: 'services/api', versionFiles: ['services/api/VERSION'], deployer },
  web: { path: 'services/web', deployer },
};

it('publishes a service with its own tag, changelog and version file, and touches nothing else', async () => {
  const shop = aWorkshop({ services, versionFiles: [], versioning: { scheme: 'independent' } });
  shop.remote.git('tag', 'api@1.4.2', 'main');
  shop.remote.commit('fix: keep the basket', { 'services/api/cart.js': '1\n' });
  shop.remote.commit('fix: pages', { 'services/web/page.js': '1\n' });
  await shop.propose(aWish(1, { services: ['api'] }));
  const { plan } = await shop.releases.get(rel(1));

  for (const definition of [commitRelease, pushTag, pushBranch]) {
    const params = plan.steps.find(({ kind }) => kind === definition.kind)?.params ?? {};
    expect(await aStep(definition, params, { git: shop.git }).run()).toMatchObject({ kind: 'succeeded' });
  }

  const shown = (...args: string[]): string => String(shop.remote.git(...args)).trim();
  expect(shown('log', '-1', '--format=%s', 'main')).toBe('chore(release): api 1.4.3');
  expect(shown('rev-parse', 'api@1.4.3^{commit}')).toBe(shown('rev-parse', 'main'));
  expect(shown('show', '--format=', '--name-only', 'main').split('\n')).toEqual([
    'services/api/CHANGELOG.md',
    'services/api/VERSION',
  ]);
  expect(shown('show', 'main:services/api/VERSION')).toBe('1.4.3');
  expect(shown('show', 'main:services/api/CHANGELOG.md')).toContain('keep the basket');
  expect(shown('show', 'main:services/api/CHANGELOG.md')).not.toContain('pages');
});
