import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { AnalysisPolicy, PlannedAnalysis, PrometheusConfig } from '#domain/project/monitor.ts';
import { compileRollout } from '#domain/strategies/compile-rollout.ts';
import { immediate } from '#domain/strategies/immediate.ts';
import { strategies } from '#domain/strategies/index.ts';
import type { StrategyTarget } from '#domain/strategies/strategy.ts';

const monitor = PrometheusConfig.parse({ kind: 'prometheus', url: 'http://prometheus.example' });
const policy = AnalysisPolicy.parse({ monitor: 'metrics', limits: ['error-rate > 5%'] });
const stages = { batches: [50, 100], ramp: [20, 100], bake: 600_000, settle: 0, promoters: [], keep: 60_000 };

const stepsOf = (strategy: string, watch?: boolean) => {
  const analysis = PlannedAnalysis.parse({ ...policy, monitor, ...(watch === undefined ? {} : { watch }) });
  const deployer = { kind: 'http' as const, url: 'http://deployer.example', timeout: 1 };
  const target: StrategyTarget = {
    project: 'shop',
    environment: 'production',
    moves: [{ service: 'api', from: '1.4.2', to: '1.5.0', deployer, health: null, analysis }],
    waitBetween: 0,
    healthFailures: 3,
    after: [StepId.parse('production/claim')],
    stages: { ...stages, promotion: null },
    wave: 1,
    needsOf: () => [],
  };
  return compileRollout(target, () => strategies[strategy] ?? immediate);
};

describe('the metrics of a service', () => {
  it('are watched from its first verified stage on, against the time before its first deployment', () => {
    expect(stepsOf('canary', true).find(({ kind }) => kind === 'watch-metrics')).toMatchObject({
      id: 'production/metrics/api',
      needs: ['production/verify/api/20'],
      background: true,
      effect: 'none',
      params: { version: '1.5.0', previous: '1.4.2', since: 'production/deploy/api/20' },
    });
  });

  it('are watched while the old side of a blue-green pair is kept', () => {
    const watch = stepsOf('blue-green', true).find(({ kind }) => kind === 'watch-metrics');
    expect(watch?.needs).toEqual(['production/verify/api']);
  });

  it('are watched while the release waits for a person, where nothing is said of it', () => {
    const watch = (said?: boolean) => stepsOf('canary', said).find(({ kind }) => kind === 'watch-metrics');
    expect(watch()?.params).toMatchObject({ onlyWhile: 'waiting' });
    expect(watch(true)?.params).not.toHaveProperty('onlyWhile');
  });

  it.each([
    ['nobody wants it', 'canary', false],
    ['nothing is left to do after the verification', 'immediate', true],
  ])('are not watched where %s', (_, strategy, watch) => {
    expect(stepsOf(strategy, watch).filter(({ kind }) => kind === 'watch-metrics')).toEqual([]);
  });
});
