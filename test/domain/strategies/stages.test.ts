import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { checkSteps } from '#domain/plan/check-steps.ts';
import { rollbackSteps } from '#domain/plan/rollback-steps.ts';
import { stageOf } from '#domain/plan/stage.ts';
import { compileRollout } from '#domain/strategies/compile-rollout.ts';
import { immediate } from '#domain/strategies/immediate.ts';
import { strategies } from '#domain/strategies/index.ts';
import type { StrategyTarget } from '#domain/strategies/strategy.ts';
import { aProject } from '../../support/a-release.ts';

const claim = StepId.parse('production/claim');
const { services } = aProject();
const [someDeployer] = Object.values(services);

function aTarget(
  needs: Readonly<Record<string, readonly string[]>>,
  more: Partial<StrategyTarget> = {},
): StrategyTarget {
  return {
    project: 'shop',
    environment: 'production',
    moves: Object.keys(needs).map((service) => ({
      service,
      from: '1.4.2',
      to: '1.5.0',
      deployer: someDeployer?.deployer ?? { kind: 'http', url: 'http://deployer.example', timeout: 1 },
      health: null,
      analysis: null,
    })),
    waitBetween: 0,
    healthFailures: 3,
    after: [claim],
    stages: {
      batches: [25, 50, 100],
      ramp: [5, 50, 100],
      bake: 600_000,
      settle: 0,
      promotion: null,
      promoters: [],
      keep: 1_800_000,
    },
    wave: 1,
    needsOf: (service) => needs[service] ?? [],
    ...more,
  };
}

const compiled = (name: string, target: StrategyTarget) => compileRollout(target, () => strategies[name] ?? immediate);
const ids = (name: string, target: StrategyTarget) =>
  compiled(name, target).map((step) => step.id.replace('production/', ''));

describe('a service', () => {
  it('is rolled out in batches of its instances', () => {
    expect(ids('rolling', aTarget({ api: [] }))).toEqual([
      'deploy/api/25',
      'verify/api/25',
      'deploy/api/50',
      'verify/api/50',
      'deploy/api',
      'verify/api',
    ]);
  });

  it('gets a growing share of the traffic as a canary, analysed at each stop', () => {
    expect(ids('canary', aTarget({ api: [] }))).toEqual([
      'deploy/api/5',
      'verify/api/5',
      'analyse/api/5',
      'deploy/api/50',
      'verify/api/50',
      'analyse/api/50',
      'deploy/api',
      'verify/api',
    ]);
  });

  it('waits for a button at each stop where a person promotes it', () => {
    const promotion = { rules: [{ roles: ['lead'], count: 1 }], expires: 60_000 };
    const target = aTarget({ api: [] }, { stages: { ...aTarget({}).stages, promotion } });
    const steps = compiled('canary', target);
    const next = steps.find((step) => step.id === 'production/deploy/api/50');
    expect(next?.needs).toEqual(['production/promote/api/5']);
    expect(steps.find((step) => step.id === 'production/promote/api/5')?.gate).toMatchObject({ kind: 'approval' });
  });

  it('is deployed to the idle side, switched to, and its old side kept for its time', () => {
    const steps = compiled('blue-green', aTarget({ api: [] }));
    expect(steps.map((step) => step.id.replace('production/', ''))).toEqual([
      'deploy/api/idle',
      'verify/api/idle',
      'deploy/api',
      'verify/api',
      'keep',
      'deploy/api/retire',
      'verify/api/retire',
    ]);
    expect(steps.find((step) => step.id === 'production/keep')?.gate).toEqual({ kind: 'pause', millis: 1_800_000 });
    expect(steps.find((step) => step.id === 'production/deploy/api')?.params.stage).toEqual({ kind: 'switch' });
  });

  it('is verified on the idle side before it gets a growing share, switched to, and its old side kept', () => {
    expect(ids('blue-green-canary', aTarget({ api: [] }))).toEqual([
      'deploy/api/idle',
      'verify/api/idle',
      'deploy/api/5',
      'verify/api/5',
      'analyse/api/5',
      'deploy/api/50',
      'verify/api/50',
      'analyse/api/50',
      'deploy/api',
      'verify/api',
      'keep',
      'deploy/api/retire',
      'verify/api/retire',
    ]);
    const steps = compiled('blue-green-canary', aTarget({ api: [] }));
    expect(steps.find((step) => step.id === 'production/deploy/api')?.params.stage).toEqual({ kind: 'switch' });
  });

  it('is watched from its first share on, not on the idle side', () => {
    const health = { status: 200, count: 3, interval: 1, timeout: 1, url: 'http://shop/api' };
    const target = aTarget({ api: [] });
    const moves = target.moves.map((move) => ({ ...move, health }));
    const watch = compiled('blue-green-canary', { ...target, moves }).find((step) => step.kind === 'watch-service');
    expect(watch?.needs).toEqual(['production/verify/api/5']);
  });

  it.each(['rolling', 'canary', 'blue-green', 'blue-green-canary'])(
    'that does not run yet is brought up whole by %s',
    (name) => {
      const target = aTarget({ api: [] });
      const moves = target.moves.map((move) => ({ ...move, from: null }));
      expect(ids(name, { ...target, moves })).toEqual(['deploy/api', 'verify/api']);
    },
  );

  it.each(['rolling', 'canary', 'blue-green', 'blue-green-canary'])(
    'that is moved by %s goes back whole in one step',
    (name) => {
      const back = rollbackSteps(compiled(name, aTarget({ api: [] })));
      expect(back.map((step) => step.kind)).toEqual(['deploy', 'verify-service']);
      expect(back[0]?.params).toMatchObject({ version: '1.4.2', previous: '1.5.0', intent: 'rollback' });
      expect(back.map((step) => stageOf(step.params).kind)).toEqual(['whole', 'whole']);
    },
  );

  it.each(['rolling', 'canary', 'blue-green', 'blue-green-canary'])(
    'that went back from %s is verified where customers ask it',
    (name) => {
      const health = {
        status: 200,
        count: 3,
        interval: 1,
        timeout: 1,
        url: 'http://shop/api',
        nextUrl: 'http://shop/next',
      };
      const target = aTarget({ api: [] });
      const forward = compiled(name, { ...target, moves: target.moves.map((move) => ({ ...move, health })) });
      expect(forward.find((step) => step.kind === 'verify-service')?.params.health).toMatchObject({
        url: health.nextUrl,
      });
      const verify = rollbackSteps(forward).find((step) => step.kind === 'verify-service');
      expect(verify?.params.health).toMatchObject({ url: health.url });
    },
  );
});

describe('several services', () => {
  it('keep their old sides until all are switched', () => {
    const steps = compiled('blue-green', aTarget({ api: [], web: ['api'] }));
    expect(steps.find((step) => step.id === 'production/keep')?.needs).toEqual(['production/verify/web']);
    expect(steps.filter((step) => step.needs.includes(StepId.parse('production/keep'))).map(({ id }) => id)).toEqual([
      'production/deploy/api/retire',
      'production/deploy/web/retire',
    ]);
  });

  it('go in waves, and never with one they need', () => {
    const target = aTarget({ db: [], api: ['db'], web: ['api'], worker: ['db'] }, { wave: 2 });
    const before = Object.fromEntries(
      compiled('immediate', target)
        .filter((step) => step.kind === 'deploy')
        .map((step) => [step.service, step.needs.map((need) => need.replace('production/', ''))]),
    );
    expect(before).toEqual({
      db: ['claim'],
      api: ['verify/db'],
      web: ['verify/api'],
      worker: ['verify/api'],
    });
  });

  it('may each have a strategy of their own', () => {
    const byService: Readonly<Record<string, string>> = { api: 'canary', web: 'immediate' };
    const steps = compileRollout(
      aTarget({ api: [], web: [] }),
      (service) => strategies[byService[service] ?? ''] ?? immediate,
    );
    expect(steps.filter(({ kind }) => kind === 'deploy').map(({ id }) => id.replace('production/', ''))).toEqual([
      'deploy/api/5',
      'deploy/api/50',
      'deploy/api',
      'deploy/web',
    ]);
  });
});

it('keeps to the rules of every rollout, whatever the strategies, the needs and the wave', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const graphs = fc.array(fc.array(fc.nat(4), { maxLength: 2 }), { minLength: 1, maxLength: 5 });
  const chosen = fc.array(fc.constantFrom(...Object.keys(strategies)), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(graphs, chosen, fc.integer({ min: 1, max: 4 }), (graph, strategyNames, wave) => {
      const needs = Object.fromEntries(
        graph.map((list, index) => [
          names[index] ?? '',
          [...new Set(list.filter((need) => need < index).map((need) => names[need] ?? ''))],
        ]),
      );
      const target = aTarget(needs, { wave });
      const steps = compileRollout(
        target,
        (service) => strategies[strategyNames[names.indexOf(service)] ?? ''] ?? immediate,
      );
      const environment = { environment: 'production', strategy: 'mixed', after: [claim], wave, steps };
      expect(checkSteps(environment, target.needsOf)).toBeNull();
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    }),
  );
});

it('refuses a stage that does not wait for the verification of the one before', () => {
  const steps = compiled('canary', aTarget({ api: [] })).map((step) =>
    step.id === 'production/deploy/api/50'
      ? { ...step, needs: [StepId.parse('production/deploy/api/5'), claim] }
      : step,
  );
  const refusal = checkSteps({ environment: 'production', strategy: 'bad', after: [claim], steps }, () => []);
  expect(refusal?.code).toBe('hasty_stage');
});

it('refuses a share that shrinks on the way', () => {
  const target = aTarget({ api: [] }, { stages: { ...aTarget({}).stages, ramp: [50, 5] } });
  const refusal = checkSteps(
    { environment: 'production', strategy: 'bad', after: [claim], steps: compiled('canary', target) },
    () => [],
  );
  expect(refusal?.code).toBe('hasty_stage');
});
