import { describe, expect, it } from 'vitest';
import type { Deployment } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createDyingWorker } from '../ci/dying-worker.ts';
import { startHaproxyTarget } from './a-haproxy.ts';

const cases: readonly (readonly [string, Partial<Deployment>, readonly string[]])[] = [
  ['a whole deployment', {}, ['blue-1 maint 100', 'blue-2 maint 100', 'green-1 ready 100']],
  ['a share', { stage: { kind: 'share', percent: 20 } }, ['blue-1 ready 2', 'blue-2 ready 2', 'green-1 ready 1']],
  ['a switch', { stage: { kind: 'switch' } }, ['blue-1 drain 100', 'blue-2 drain 100', 'green-1 ready 100']],
];

describe.each(cases)('a worker that makes %s and dies', (_name, wish, states) => {
  it.each(['before', 'after'] as const)('%s any of its touches is followed by one that does the rest', async (when) => {
    const ends: string[] = [];
    for (let at = 1; at <= 60; at += 1) {
      const target = await startHaproxyTarget();
      await target.run('api', 'production', '1.4.2');
      const deployment = aDeployment(wish);
      const worker = createDyingWorker(target.scratch, at, when);
      try {
        await target
          .deployer({ scratch: worker.scratch, turn: 50 })
          .deploy(deployment)
          .catch(() => undefined);
        const next = target.deployer({ turn: 50 });
        const found = await next.find(deployment);
        ends.push(found.kind === 'not_seen' ? 'sent by the next' : 'found');
        const first = found.kind === 'not_seen' ? await next.deploy(deployment) : found;
        expect(await untilSettled(() => next, deployment, first)).toEqual({ kind: 'success' });
        expect([target.effects(deployment.key), await target.states()]).toEqual([1, states]);
      } finally {
        await target.close();
      }
      if (!worker.isDead()) break;
    }
    expect(new Set(ends)).toEqual(new Set(['sent by the next', 'found']));
    expect(ends.length).toBeLessThan(60);
  });
});
