import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { compileRollout } from '#domain/strategies/compile-rollout.ts';
import { immediate } from '#domain/strategies/immediate.ts';
import { strategies } from '#domain/strategies/index.ts';
import type { StrategyTarget } from '#domain/strategies/strategy.ts';
import { aProject } from '../../support/a-release.ts';

const { services } = aProject();

const target: StrategyTarget = {
  project: 'shop',
  environment: 'production',
  moves: Object.entries(services).map(([service, config]) => ({
    service,
    from: '1.4.2',
    to: '1.5.0',
    deployer: config.deployer,
    health: config.health ?? null,
    analysis: null,
  })),
  waitBetween: 30_000,
  healthFailures: 3,
  after: [StepId.parse('production/claim')],
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

const compiled = (name: string, more: Partial<StrategyTarget> = {}) =>
  compileRollout({ ...target, ...more }, () => strategies[name] ?? immediate);
const chain = (name: string, more: Partial<StrategyTarget> = {}) =>
  compiled(name, more)
    ?.filter((step) => !step.background)
    .map((step) => step.id.replace('production/', ''));

describe('the strategies', () => {
  it.each(Object.entries(strategies))('%s goes by its own name', (name, strategy) => {
    expect(strategy.name).toBe(name);
  });

  it('sequential pauses between services and not after the last', () => {
    expect(chain('sequential')).toEqual([
      'deploy/api',
      'verify/api',
      'pause/api',
      'deploy/web',
      'verify/web',
      'pause/web',
      'deploy/worker',
      'verify/worker',
    ]);
  });

  it.each([
    ['immediate', {}],
    ['sequential', { waitBetween: 0 }],
  ])('%s with %o goes on as soon as a service is verified', (name, more) => {
    expect(chain(name, more)).toEqual([
      'deploy/api',
      'verify/api',
      'deploy/web',
      'verify/web',
      'deploy/worker',
      'verify/worker',
    ]);
  });

  it.each(['sequential', 'immediate'])('%s watches every service but the last while the rest is rolled out', (name) => {
    const watches = compiled(name)?.filter((step) => step.background);
    expect(watches?.map((step) => [step.id, step.needs])).toEqual([
      ['production/watch/api', ['production/verify/api']],
      ['production/watch/web', ['production/verify/web']],
    ]);
  });

  it.each([
    ['rolling', 'production/verify/worker/25'],
    ['canary', 'production/verify/worker/5'],
    ['blue-green', 'production/verify/worker'],
  ])('%s watches the last service, too, from the first stage that takes requests', (name, from) => {
    const watch = compiled(name)?.find((step) => step.id === 'production/watch/worker');
    expect(watch?.needs).toEqual([from]);
  });

  it.each(Object.keys(strategies))('%s watches nothing that has no health check', (name) => {
    const moves = target.moves.map((move) => ({ ...move, health: null }));
    expect(compiled(name, { moves })?.some((step) => step.background)).toBe(false);
  });

  it('fails a service that is taken away by no health check', () => {
    const [move] = target.moves;
    const steps = compiled('immediate', { moves: move === undefined ? [] : [{ ...move, to: null }] });
    expect(steps?.map((step) => step.title)).toEqual(['Remove api from production', 'Verify api in production']);
    expect(steps?.at(-1)?.params).toMatchObject({ version: null, health: null });
  });
});
