import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { ancestorsOf, checkSteps } from '#domain/plan/check-steps.ts';
import type { Step } from '#domain/plan/step.ts';
import { compileRollout } from '#domain/strategies/compile-rollout.ts';
import { strategies } from '#domain/strategies/index.ts';
import { deployStep, verifyStep } from '#domain/strategies/service-steps.ts';
import type { ServiceMove, StrategyTarget } from '#domain/strategies/strategy.ts';
import { aProject } from '../../support/a-release.ts';

const after = StepId.parse('production/claim');
const { services } = aProject();

function move(service: string): ServiceMove {
  const config = services[service];
  if (config === undefined) throw new Error(`No service ${service}.`);
  return {
    service,
    from: '1.4.2',
    to: '1.5.0',
    deployer: config.deployer,
    health: config.health ?? null,
    analysis: null,
  };
}

const target: StrategyTarget = {
  project: 'shop',
  environment: 'production',
  moves: ['api', 'web', 'worker'].map(move),
  waitBetween: 1_000,
  healthFailures: 3,
  after: [after],
  stages: {
    batches: [25, 50, 100],
    ramp: [5, 20, 50, 100],
    bake: 600_000,
    settle: 0,
    promotion: null,
    promoters: [],
    keep: 1_800_000,
  },
  wave: 1,
  needsOf: (service) => services[service]?.needs ?? [],
};

const claim = { ...deployStep(target, move('api'), []), id: after, kind: 'claim-services' };
const noNeeds = (): readonly string[] => [];

function check(steps: readonly Step[], needsOf: (service: string) => readonly string[] = noNeeds) {
  return checkSteps({ environment: 'production', strategy: 'bad', after: [after], steps: [claim, ...steps] }, needsOf);
}

/** Deploys each service after the given one's verification; `null` is after the claim. */
function rollout(order: Readonly<Record<string, string | null>>): readonly Step[] {
  return Object.entries(order).flatMap(([service, before]) => {
    const deploy = deployStep(target, move(service), [
      before === null ? after : StepId.parse(`production/verify/${before}`),
    ]);
    return [deploy, verifyStep(target, move(service), [deploy.id])];
  });
}

describe('checkSteps', () => {
  it.each(Object.values(strategies))('accepts what $name makes', (strategy) => {
    const needsOf = (service: string): readonly string[] => services[service]?.needs ?? [];
    expect(
      check(
        compileRollout(target, () => strategy),
        needsOf,
      ),
    ).toBeNull();
  });

  it('refuses a strategy that moves all services at once', () => {
    const refusal = { code: 'all_at_once', environment: 'production', strategy: 'bad' };
    expect(check(rollout({ api: null, web: null, worker: null }))).toEqual(refusal);
  });

  it('refuses a strategy that moves two of three at once', () => {
    expect(check(rollout({ api: null, web: 'api', worker: 'api' }))?.code).toBe('all_at_once');
  });

  it('refuses a strategy that goes on after a deployment without waiting for its verification', () => {
    const [api, verifyApi, web, verifyWeb] = rollout({ api: null, web: 'api' });
    const hasty = { ...(web as Step), needs: [(api as Step).id] };
    expect(check([api, verifyApi, hasty, verifyWeb] as Step[])?.code).toBe('all_at_once');
  });

  it('refuses a deployment that nobody verifies', () => {
    const steps = rollout({ api: null }).filter((step) => step.kind === 'deploy');
    expect(check(steps)).toEqual({ code: 'unverified_deploy', environment: 'production', service: 'api' });
  });

  it('does not take the verification of another service for one', () => {
    const [deploy] = rollout({ api: null });
    const other = verifyStep(target, move('web'), [(deploy as Step).id]);
    expect(check([deploy as Step, other])?.code).toBe('unverified_deploy');
  });

  it('refuses a service that goes before one it needs', () => {
    const refusal = { code: 'dependency_circle', services: ['api', 'web'] };
    expect(check(rollout({ api: null, web: 'api' }), (name) => (name === 'api' ? ['web'] : []))).toEqual(refusal);
  });

  it('refuses a strategy that does not wait for the claim and the gates', () => {
    const [deploy, verify] = rollout({ api: null });
    const early = { ...(deploy as Step), needs: [] };
    const refusal = { code: 'ungated_deploy', environment: 'production', strategy: 'bad', service: 'api' };
    expect(check([early, verify as Step])).toEqual(refusal);
  });

  it('lets one service be moved in several goes', () => {
    const [first, verifyFirst] = rollout({ api: null }) as [Step, Step];
    const second = { ...first, id: StepId.parse('production/deploy/api-2'), needs: [verifyFirst.id] };
    const verifySecond = { ...verifyFirst, id: StepId.parse('production/verify/api-2'), needs: [second.id] };
    expect(check([first, verifyFirst, second, verifySecond])).toBeNull();
  });
});

describe('ancestorsOf', () => {
  it('finds all that comes before a step, in whatever order the steps are listed', () => {
    const steps = rollout({ api: null, web: 'api', worker: 'web' });
    const forwards = ancestorsOf([claim, ...steps]);
    const backwards = ancestorsOf([...steps].reverse().concat(claim));
    expect([...(backwards.get(StepId.parse('production/verify/worker')) ?? [])].sort()).toEqual(
      [...(forwards.get(StepId.parse('production/verify/worker')) ?? [])].sort(),
    );
    expect(forwards.get(StepId.parse('production/verify/worker'))?.size).toBe(6);
  });
});
