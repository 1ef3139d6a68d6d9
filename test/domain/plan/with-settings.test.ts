import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import { withSettings } from '#domain/plan/with-settings.ts';
import type { Project } from '#domain/project/project.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

const prometheus = { kind: 'prometheus', url: 'http://127.0.0.1:9090' };
const measured = aProject({ monitors: { metrics: prometheus } });

function settled(project: Project, settings: RolloutSettings, services = ['api']): Project {
  const outcome = withSettings(project, settings, services);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.project;
}

describe('withSettings', () => {
  it('leaves the project as it is where nothing was asked for', () => {
    expect(withSettings(measured, null, ['api'])).toEqual({ kind: 'project', project: measured });
  });

  it('puts what was asked for in place of every environment’s own', () => {
    const { environments, rollback } = settled(measured, {
      waitBetween: 300_000,
      shares: [20],
      bake: 60_000,
      promotion: 'button',
      rollback: 'manual',
    });
    expect(environments.map(({ waitBetween, canary }) => [waitBetween, canary])).toEqual([
      [300_000, { steps: [20], bake: 60_000, promotion: 'button', roles: [] }],
      [300_000, { steps: [20], bake: 60_000, promotion: 'button', roles: [] }],
    ]);
    expect(rollback.automatic).toBe(false);
  });

  it('replaces so many instances at a time as were asked for, whatever the shares of the configuration', () => {
    const { environments } = settled(measured, { batchSize: 2 });
    expect(environments.map(({ rolling }) => rolling)).toEqual([
      { batches: [25, 50, 100], batchSize: 2 },
      { batches: [25, 50, 100], batchSize: 2 },
    ]);
  });

  it('judges by the named metrics only, and by no change for the worse where none is limited', () => {
    const analysis = { monitor: 'metrics', limits: ['error-rate > 5%', 'latency-p95 > 2x'] };
    const deployer = { kind: 'http', url: 'http://127.0.0.1:4100/api' };
    const project = aProject({ monitors: { metrics: prometheus }, services: { api: { deployer, analysis } } });
    expect(settled(project, { metrics: ['latency-p95', 'success-rate'] }).services.api?.analysis).toMatchObject({
      monitor: 'metrics',
      limits: ['latency-p95 > 2x', 'success-rate worse'],
    });
    expect(settled(measured, { metrics: ['error-rate'] }).services.api?.analysis).toMatchObject({
      monitor: 'metrics',
      limits: ['error-rate worse'],
      mode: 'act',
    });
    expect(settled(measured, { metrics: ['error-rate'] }).services.web?.analysis).toBeUndefined();
  });

  it.each([
    ['prometheus', { ...prometheus, queries: { 'carts-lost': { value: 'lost' } } }],
    ['datadog', { kind: 'datadog', queries: { 'carts-lost': { value: 'avg:lost{*}' } } }],
    ['newrelic', { kind: 'newrelic', account: 1, queries: { 'carts-lost': "SELECT count(*) AS 'value' FROM Cart" } }],
    ['json', { kind: 'json', url: 'http://127.0.0.1/{metric}', value: 'value' }],
  ])('judges by a metric of one’s own where the monitor is %s', (_kind, metrics) => {
    const project = aProject({ monitors: { metrics } });
    expect(settled(project, { metrics: ['carts-lost'] }).services.api?.analysis?.limits).toEqual(['carts-lost worse']);
  });

  it.each<readonly [string, Project, RolloutSettings, object]>([
    ['a metric nobody measures', aProject(), { metrics: ['error-rate'] }, { code: 'monitor_missing', service: 'api' }],
    ['a metric nobody knows', measured, { metrics: ['joy'] }, { code: 'unknown_metric', metric: 'joy' }],
    [
      'a metric New Relic has no query for',
      aProject({ monitors: { metrics: { kind: 'newrelic', account: 1 } } }),
      { metrics: ['saturation'] },
      { code: 'unknown_metric', metric: 'saturation' },
    ],
    [
      'a service without a health check where one is required',
      { ...measured, services: { api: { ...measured.services.api, health: undefined } as never } },
      { healthCheckRequired: true },
      { code: 'health_check_missing', service: 'api' },
    ],
  ])('refuses %s', (_what, project, settings, refusal) => {
    expect(withSettings(project, settings, ['api'])).toMatchObject({ kind: 'refused', refusal });
  });
});

it('makes another plan, which holds what was asked for in its digest', () => {
  const settings: RolloutSettings = { waitBetween: 300_000 };
  const plain = compilePlan(someFacts());
  const asked = compilePlan(someFacts({ project: settled(aProject(), settings), settings }));
  if (plain.kind === 'refused' || asked.kind === 'refused') throw new Error('No plan.');
  expect(asked.digest).not.toBe(plain.digest);
  expect(asked.plan.settings).toEqual(settings);
  const pause = asked.plan.steps.find((step) => step.id === 'staging/pause/api');
  expect(pause?.gate).toEqual({ kind: 'pause', millis: 300_000 });
});
