import { expect, it } from 'vitest';
import { createReleaseModalData } from '#operations/modals/release-modal-data.ts';
import { releaseModal } from '#templates/modals/release-modal.ts';
import { aWorkshop } from '../a-workshop.ts';

const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const services = { api: { path: 'services/api', deployer }, web: { path: 'services/web', deployer } };

it('suggests the next version of the project with the commits that ask for it', async () => {
  const data = await createReleaseModalData(aWorkshop())('shop', null);
  expect(data).toMatchObject({
    units: [],
    unit: null,
    current: '1.4.2',
    suggested: '1.5.0',
    bump: 'minor',
    because: [{ subject: 'pay with a saved card' }],
    services: ['api', 'web', 'worker'],
  });
});

it('is about the version of the services named, else of the first, where each has its own', async () => {
  const shop = aWorkshop({ services, versioning: { scheme: 'independent' } });
  shop.remote.git('tag', 'web@2.0.0', 'main');
  shop.remote.commit('fix: pages', { 'services/web/page.js': '1\n' });
  const read = createReleaseModalData(shop);
  expect(await read('shop', ['web'])).toMatchObject({
    units: [
      { name: 'api', service: 'api' },
      { name: 'web', service: 'web' },
    ],
    unit: 'web',
    current: '2.0.0',
    suggested: '2.0.1',
    services: ['web'],
  });
  expect(await read('shop', null)).toMatchObject({ unit: 'api', current: '1.4.2', suggested: null, services: ['api'] });
});

it('is nothing for a project nobody knows', async () => {
  expect(await createReleaseModalData(aWorkshop())('shpo', null)).toBeNull();
});

it('recommends a strategy to services whose application is configured, by what their deployers can do', async () => {
  const shop = aWorkshop({
    services: { api: { deployer, application: { type: 'e-commerce' } }, web: { deployer } },
  });
  shop.deployer.capabilities = async () => ({ observe: true, remove: true, stages: ['idle'] });
  const data = await createReleaseModalData(shop)('shop', null);
  expect(data?.recommended).toMatchObject([{ service: 'api', recommendation: { name: 'blue-green' } }]);
  expect(JSON.stringify(data && releaseModal(data, { externalId: 'x' }))).toContain('it tolerates no downtime');
  shop.deployer.capabilities = async () => Promise.reject(new Error('away'));
  const away = await createReleaseModalData(shop)('shop', null);
  expect(away?.recommended).toMatchObject([{ service: 'api', recommendation: { name: 'sequential' } }]);
});
