import { describe, expect, it } from 'vitest';
import type { VerdictTable } from '#domain/analysis/verdict-table.ts';
import { StepId } from '#domain/ids.ts';
import { waitsSince, watchedNow } from '#domain/release/watched.ts';
import { aMeasuredProject } from '../../support/a-measured-project.ts';
import { aRelease, people, type Story } from '../../support/a-release.ts';

const api = { environment: 'production', service: 'api' };
const of = (step: string) => ({ v: 1, step: StepId.parse(step), attempt: 1 }) as const;

/** A canary of the api whose promotion waits for a button, with its own watch and a trigger. */
function canary(): Story {
  const canary = { steps: [20], bake: '10m', promotion: 'button', roles: ['qa'] };
  const rollback = { triggers: [{ when: 'metric', metric: 'sales', limit: '> 3' }] };
  const environments = [{ name: 'staging' }, { name: 'production', strategy: 'canary', canary }];
  return aRelease({
    project: aMeasuredProject({ environments, rollback }),
    services: ['api'],
    stagesOf: () => ['share'],
  });
}

function seen(limit: string, verdict: 'pass' | 'fail' = 'pass'): VerdictTable {
  const metric = limit.split(' ')[0] ?? '';
  const row = { metric, limit, verdict, value: 0.01, baseline: 0.01, failsAt: null, missing: null };
  const baseline = { version: '1.4.2', kind: 'before' as const };
  return { baseline, verdict, score: verdict === 'pass' ? 100 : 0, rows: [row], problems: [] };
}

const tell = (story: Story, step: string, table: VerdictTable) =>
  story.add({ ...of(step), type: 'step.measured', table });
const now = (story: Story) => watchedNow(story.release(), api, story.picture().now);
const since = (story: Story) => waitsSince(story.release(), api, story.picture().now);

describe('what watches see of a service while a person is waited for', () => {
  it('counts from the moment on from which somebody is asked', () => {
    const story = canary().run();
    expect(story.release().steps.get(StepId.parse('production/promote/api/20'))).toMatchObject({
      status: 'open',
      openedAt: since(story),
    });
  });

  it('is nothing while the release goes on by itself, pauses, or an analysis of the service is under way', () => {
    const baking = canary().run('production/analyse/api/20');
    expect(since(baking)).toBeNull();
    const held = baking
      .add({ ...of('production/analyse/api/20'), type: 'step.started', worker: 'worker-1' })
      .add({ v: 1, type: 'release.held', by: people.jonas, reason: 'Lunch.' });
    expect(since(held)).toBeNull();
    const done = held.add({ ...of('production/analyse/api/20'), type: 'step.succeeded', result: null });
    expect(since(done)).toBe(done.release().hold?.at);
  });

  it('is what all of them saw since then, as of the oldest look, each limit once', () => {
    const story = canary().run();
    expect(now(story)).toBeNull();
    const own = tell(story, 'production/metrics/api', seen('error-rate > 5%'));
    const { at } = own.events().at(-1) ?? { at: 0 };
    tell(story, 'production/trigger/api/sales', seen('sales > 3', 'fail'));
    expect(now(story)).toMatchObject({ at, table: { verdict: 'fail', score: 50 } });
    expect(now(story)?.table.rows.map(({ limit }) => limit)).toEqual(['error-rate > 5%', 'sales > 3']);
  });

  it('is nothing of what was seen in an earlier wait', () => {
    const story = tell(canary().run(), 'production/metrics/api', seen('error-rate > 5%'));
    story.approve(people.priya, { step: 'production/promote/api/20', roles: ['qa'] }).run('production/verify/api');
    expect(now(story)).toBeNull();
    story.add({ v: 1, type: 'release.held', by: people.jonas, reason: 'Lunch.' });
    expect(now(story)).toBeNull();
  });

  it('stays with what a watch failed by', () => {
    const story = tell(canary().run(), 'production/metrics/api', seen('error-rate > 5%', 'fail'));
    const problem = { code: 'METRICS_FAILED', message: 'error-rate fails.' };
    story.add({ ...of('production/metrics/api'), type: 'step.failed', problem });
    expect(now(story)).toMatchObject({ table: { verdict: 'fail' } });
  });
});
