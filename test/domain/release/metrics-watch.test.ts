import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { AnalysisPolicy } from '#domain/project/monitor.ts';
import { decide } from '#domain/release/decide.ts';
import { aProject, aRelease } from '../../support/a-release.ts';

const plain = aProject({
  monitors: { metrics: { kind: 'prometheus', url: 'http://prometheus.example' } },
  environments: [
    { name: 'staging' },
    {
      name: 'production',
      strategy: 'canary',
      canary: { steps: [20], bake: '10m', promotion: 'button', roles: ['qa'] },
    },
  ],
});
const analysis = AnalysisPolicy.parse({ monitor: 'metrics', limits: ['error-rate > 5%'], watch: true });
const services = Object.fromEntries(
  Object.entries(plain.services).map(([name, service]) => [name, name === 'api' ? { ...service, analysis } : service]),
);
const atPromotion = () =>
  aRelease({ project: { ...plain, services }, stagesOf: () => ['share'] }).run('production/analyse/api/20');

it('plans the watch of the metrics as a step that nobody waits for', () => {
  const story = atPromotion();
  const step = StepId.parse('production/metrics/api');
  expect(story.release().plan.steps.find(({ id }) => id === step)?.background).toBe(true);
});

it('counts down to a rollback when the watch fails', () => {
  const story = atPromotion().fail('production/metrics/api', 'error-rate 8.0 %, limit error-rate > 5%: fails.');
  expect(decide(story.release(), story.picture().now).record).toMatchObject([
    { type: 'rollback.scheduled', because: 'production/metrics/api', reason: expect.stringContaining('8.0 %') },
  ]);
});
