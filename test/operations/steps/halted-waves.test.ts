import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { StepOutcome } from '#operations/steps/step-definition.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { aProject, aRelease, people } from '../../support/a-release.ts';
import { readBlocks } from '../../support/read-blocks.ts';
import { done, startEngine } from './an-engine.ts';

const names = ['api', 'mail', 'search', 'web'] as const;
const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const second = 1_000;
const working: StepOutcome = { kind: 'pending', handle: null, lookAgainIn: second };
const unwell: StepOutcome = { kind: 'failed', code: 'UNHEALTHY', message: 'It answered 503.' };

/** Four services that need nothing of one another go to production in waves, each step in a second; the verification of these fails. */
async function inWaves(wave: number, failing: readonly string[]) {
  const services = Object.fromEntries(names.map((name) => [name, { deployer }]));
  const rollback = { countdown: '1m', breaker: { failures: 2 } };
  const environments = [{ name: 'production', wave }];
  const [first] = aRelease({ project: aProject({ services, environments, rollback }) }).events();
  if (first === undefined) throw new Error('There is no proposal.');
  const deployed: string[] = [];
  const begun = new Set<string>();
  const engine = await startEngine((step) => {
    const [, action, service = ''] = step.split('/');
    if (!begun.has(step)) {
      begun.add(step);
      if (action === 'deploy') deployed.push(service);
      return working;
    }
    return action === 'verify' && failing.includes(service) ? unwell : done;
  }, first.body);
  const id = first.body.type === 'release.proposed' ? first.body.release : null;
  if (id === null) throw new Error('It is no proposal.');
  const release = () => engine.releases.get(id);
  return {
    ...engine,
    deployed,
    release,
    /** Lets this time pass, second by second. */
    async pass(seconds: number): Promise<void> {
      for (let passed = 0; passed < seconds; passed += 1) {
        await engine.settle();
        engine.clock.at += second;
      }
    },
    tell: async (event: ReleaseEvent) => void (await engine.releases.record(id, await release(), [event])),
    card: async () => {
      const events = await engine.releases.events(id);
      return readBlocks(
        releaseCard({ release: await release(), events, now: engine.clock.at, eligible: new Map() }).blocks,
      );
    },
  };
}

const verification = (service: string) =>
  ({ v: 1, step: StepId.parse(`production/verify/${service}`), attempt: 1 }) as const;
const closed = { v: 1, type: 'release.resumed', by: people.priya, reason: 'The network is back.' } as const;

describe('the circuit breaker of a rollout in waves', () => {
  it('halts the later waves when too many services of one have failed, and says which were not begun', async () => {
    const rollout = await inWaves(50, ['api', 'mail']);
    await rollout.pass(20);
    expect(isHeldByBreaker(await rollout.release())).toBe(true);
    rollout.clock.at += 86_400_000;
    await rollout.pass(5);
    expect(rollout.deployed).toEqual(['api', 'mail']);
    const card = await rollout.card();
    expect(card).toContain('Circuit breaker open: shop 1.5.0, production');
    expect(card).toContain('2 services have failed in this release (api, mail).');
    expect(card).toContain('Not begun in production: search, web.');
    expect(card).toContain('[!Close the breaker: 1.5.0]');
  });

  it('counts what failed in an earlier wave and was accepted', async () => {
    const rollout = await inWaves(25, ['api', 'mail']);
    await rollout.pass(20);
    expect((await rollout.release()).rollback?.status).toBe('counting');
    await rollout.tell({ ...verification('api'), type: 'step.accepted', by: people.priya, reason: 'Known.' });
    await rollout.pass(20);
    const release = await rollout.release();
    expect([isHeldByBreaker(release), release.rollback?.status]).toEqual([true, 'stopped']);
    expect(rollout.deployed).toEqual(['api', 'mail']);
    expect(await rollout.card()).toContain('Not begun in production: search, web.');
  });

  it('lets the later waves go when a person has closed it and answered for what failed, and counts anew', async () => {
    const rollout = await inWaves(50, ['api', 'mail', 'search']);
    await rollout.pass(20);
    await rollout.tell(closed);
    await rollout.pass(20);
    expect(rollout.deployed).toEqual(['api', 'mail']);
    for (const service of ['api', 'mail'])
      await rollout.tell({ ...verification(service), type: 'step.accepted', by: people.priya, reason: 'Known.' });
    await rollout.pass(20);
    expect(rollout.deployed).toEqual(['api', 'mail', 'search', 'web']);
    const release = await rollout.release();
    expect([isHeldByBreaker(release), release.rollback?.status]).toEqual([false, 'counting']);
  });
});
