import { describe, expect, it } from 'vitest';
import type { VerdictTable } from '#domain/analysis/verdict-table.ts';
import { StepId } from '#domain/ids.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { aMeasuredProject } from '../support/a-measured-project.ts';
import { aRelease, people, type Story } from '../support/a-release.ts';
import { checkMessage } from '../support/check-blocks.ts';
import { readBlocks } from '../support/read-blocks.ts';

const of = (step: string) => ({ v: 1, step: StepId.parse(step), attempt: 1 }) as const;
const watch = of('production/metrics/api');

function seen(value: number, kind: 'beside' | 'before', verdict: 'pass' | 'fail' = 'pass'): VerdictTable {
  const limit = { metric: 'error-rate', limit: 'error-rate > 5%', failsAt: 0.05, missing: null };
  const rows = [{ ...limit, verdict, value, baseline: 0.003 }];
  return { baseline: { version: '1.4.2', kind }, verdict, score: verdict === 'pass' ? 100 : 0, rows, problems: [] };
}

/** A canary of the api, judged at 20 % of the traffic until ten minutes have passed. */
function baking(promotion: 'button' | 'automatic' = 'button'): Story {
  const canary = { steps: [20, 50], bake: '10m', promotion, roles: ['on-call'] };
  const environments = [{ name: 'staging' }, { name: 'production', strategy: 'canary', canary }];
  return aRelease({ project: aMeasuredProject({ environments }), services: ['api'], stagesOf: () => ['share'] })
    .run('production/analyse/api/20')
    .add({ ...of('production/analyse/api/20'), type: 'step.started', worker: 'worker-1' })
    .add({ ...of('production/analyse/api/20'), type: 'step.measured', table: seen(0.004, 'beside') });
}

const end = (story: Story) =>
  story.add({ ...of('production/analyse/api/20'), type: 'step.succeeded', result: { words: 'As words.' } }).run();
const tell = (story: Story, value: number, verdict?: 'fail') =>
  story.wait(60_000).add({ ...watch, type: 'step.measured', table: seen(value, 'before', verdict) });

function cardOf(story: Story): string {
  const { text, blocks } = releaseCard(story.picture());
  expect(checkMessage({ text, blocks })).toEqual([]);
  expect(blocks.filter(({ type }) => type === 'table').length).toBeLessThan(2);
  return readBlocks(blocks);
}

describe('the card while a promotion waits for a person', () => {
  it('says that the table is the last one of the analysis until the watch has looked', () => {
    const card = cardOf(end(baking()));
    expect(card).toMatch(/Metrics at .+, when the analysis ended: score 100 of 100, compared with 1\.4\.2 beside it\./);
    expect(card).toContain('| Metric | Verdict | Measured | 1.4.2 beside it | Limit |');
  });

  it('shows what the watch sees now, and when it looked', () => {
    const card = cardOf(tell(end(baking()), 0.021));
    expect(card).toContain('and waits for on-call to let it go on.');
    expect(card).toMatch(/Metrics at .+, watched while it waits: score 100 of 100, compared with 1\.4\.2 before the /);
    expect(card).toContain(
      [
        '| Metric | Verdict | Now | 1.4.2 before the release | Limit |',
        '| error-rate | passes | 2.1 % | 0.3 % | > 5% |',
      ].join('\n'),
    );
    expect(card).not.toContain('0.4 %');
    expect(card).toContain('Promote api at 20 %');
  });

  it('keeps what the watch failed by, above the rollback it began', () => {
    const story = tell(end(baking()), 0.08, 'fail');
    const problem = { code: 'METRICS_FAILED', message: 'error-rate 8.0 %, limit error-rate > 5%: fails.' };
    const card = cardOf(story.add({ ...watch, type: 'step.failed', problem }));
    expect(card).toContain('| error-rate | fails | 8.0 % | 0.3 % | > 5% |');
  });
});

describe('the card of a release that is on hold', () => {
  const hold = (story: Story) => story.add({ v: 1, type: 'release.held', by: people.jonas, reason: 'Lunch.' });

  it('shows the analysis while that is under way, and the watch from then on', () => {
    const held = hold(baking('automatic'));
    expect(cardOf(held)).toContain('| Metric | Verdict | Now | 1.4.2 beside it | Limit |');
    expect(cardOf(tell(end(held), 0.021))).toContain('| error-rate | passes | 2.1 % | 0.3 % | > 5% |');
  });

  it('shows a service that has all of the traffic, too, and not once it goes on', () => {
    const held = hold(
      aRelease({ project: aMeasuredProject() }).run().approve(people.priya).run('production/deploy/web'),
    );
    const told = tell(held, 0.021);
    const card = cardOf(told);
    expect(card).toContain('api 1.5.0 has all of the traffic in production.');
    expect(card).toContain('| error-rate | passes | 2.1 % | 0.3 % | > 5% |');
    expect(card).toContain('- web in staging: 1.5.0, verified; in production: 1.4.2');
    const on = cardOf(told.add({ v: 1, type: 'release.resumed', by: people.jonas, reason: null }));
    expect(on).not.toContain('error-rate');
  });
});
