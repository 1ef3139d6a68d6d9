import { expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import { aMeasuredProject } from '../../support/a-measured-project.ts';
import { aRelease } from '../../support/a-release.ts';

const environments = [
  { name: 'staging' },
  {
    name: 'production',
    strategy: 'canary',
    canary: { steps: [20], bake: '10m', promotion: 'button', roles: ['qa'] },
  },
];
const project = aMeasuredProject({ environments }, { watch: true });
const atPromotion = () => aRelease({ project, stagesOf: () => ['share'] }).run('production/analyse/api/20');

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
