import { describe, expect, it } from 'vitest';
import type { Plan } from '#domain/plan/plan.ts';
import { createPropose } from '#operations/propose/propose.ts';
import { replan } from '#operations/propose/replan.ts';
import type { Deployer } from '#ports/deployer.ts';
import { planned } from '../../support/planned.ts';
import { aWish, aWorkshop, mira, rel } from '../a-workshop.ts';

/** A workshop whose deployers replace instances, and tell so many of each service by environment. */
function aShopOf(told: Readonly<Record<string, number>>, more: Record<string, unknown> = {}) {
  const shop = aWorkshop(more);
  const deployer = planned<Deployer>('deployer', {
    capabilities: async () => ({ observe: true, remove: true, stages: ['instances'] }),
    observe: async ({ environment }) => {
      const instances = told[environment];
      return { kind: 'running', version: '1.4.2', ...(instances === undefined ? {} : { instances }) };
    },
  });
  const ports = { ...shop.ports, deployers: { of: () => deployer } };
  return { ...shop, ports, propose: createPropose(ports) };
}

const byTwo = aWish(1, { services: ['api'], strategy: 'rolling', settings: { batchSize: 2 } });
const deploys = ({ steps }: Plan): readonly string[] =>
  steps.flatMap(({ kind, title }) => (kind === 'deploy' ? [title] : []));

describe('a release in batches of two instances', () => {
  it('is planned by the number that the deployer tells in each environment, and keeps it when planned again', async () => {
    const told = { staging: 2, production: 5 };
    const shop = aShopOf(told);
    expect(await shop.propose(byTwo)).toMatchObject({ kind: 'proposed' });
    const release = await shop.releases.get(rel(1));
    const titles = [
      'Deploy api 1.5.0 to 1 of 2 instances in staging',
      'Deploy api 1.5.0 to staging',
      'Deploy api 1.5.0 to 2 of 5 instances in production',
      'Deploy api 1.5.0 to 4 of 5 instances in production',
      'Deploy api 1.5.0 to production',
    ];
    expect(deploys(release.plan)).toEqual(titles);
    expect(release.plan.baseline).toContainEqual({
      environment: 'production',
      service: 'api',
      version: '1.4.2',
      instances: 5,
    });

    told.production = 9;
    const again = await replan(shop.ports, release, true, mira);
    if (again.kind === 'refused' || again.event.type !== 'release.replanned') throw new Error('It was not planned.');
    expect(deploys(again.event.plan)).toEqual(titles);
  });

  it('is refused where neither the deployer nor the configuration tells a number', async () => {
    const shop = aShopOf({ staging: 2 });
    expect(await shop.propose(byTwo)).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'plan',
        refusal: { code: 'instances_unknown', environment: 'production', service: 'api', batchSize: 2 },
      },
    });
  });

  it('is planned by the configuration where the deployer does not tell', async () => {
    const deployer = { kind: 'http', url: 'http://127.0.0.1:4100/api' };
    const shop = aShopOf({}, { services: { api: { deployer, instances: { staging: 1, production: 3 } } } });
    expect(await shop.propose(byTwo)).toMatchObject({ kind: 'proposed' });
    expect(deploys((await shop.releases.get(rel(1))).plan)).toEqual([
      'Deploy api 1.5.0 to staging',
      'Deploy api 1.5.0 to 2 of 3 instances in production',
      'Deploy api 1.5.0 to production',
    ]);
  });
});
