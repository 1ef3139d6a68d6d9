import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { ReleaseEvent, Rule } from '#domain/release/event.ts';
import { ruleTallies } from '#domain/release/project-tally.ts';
import type { Release } from '#domain/release/release.ts';
import { tallyReply } from '#templates/replies/tally-reply.ts';
import { aRelease, nineOClock, people } from '../../support/a-release.ts';

const step = StepId.parse('production/verify/api');
const of = { v: 1, step, attempt: 1 } as const;
const told = (rule: Rule, limits: string[] = []): ReleaseEvent => {
  const broken = limits.length === 0 ? {} : { limits };
  return { ...of, type: 'rule.announced', rule, words: 'too many', ...broken };
};
const said = (by: keyof typeof people, agreed: boolean): ReleaseEvent => {
  return { ...of, type: 'rule.judged', agreed, by: people[by] };
};

/** A release in which this happened. */
function releaseWith(...events: readonly ReleaseEvent[]): Release {
  return events
    .reduce((story, event) => story.add(event), aRelease().run().approve(people.priya).run('production/deploy/web'))
    .release();
}

describe('the tally of a project', () => {
  it('counts a rule once a release, by the metric whose limit was broken', () => {
    const errors = told('analysis', ['error-rate > 5%']);
    const releases = [
      releaseWith(errors, said('jonas', true), said('priya', false), said('mira', true)),
      releaseWith({ ...told('metrics', ['error-rate worse']) }, said('jonas', true)),
      releaseWith(errors),
      releaseWith(),
    ];
    expect(ruleTallies(releases)).toEqual([
      { rule: 'analysis', metric: 'error-rate', stopped: 3, agreed: 2, disagreed: 0, open: 1 },
    ]);
    const { text } = tallyReply([{ project: 'shop', since: nineOClock, releases: 4, rules: ruleTallies(releases) }]);
    expect(text).toContain('shop, 4 releases since');
    expect(text).toContain('error-rate would have stopped 3 releases; people agreed with 2 and have not said about 1.');
  });

  it('counts each metric of one announcement, and rules without a metric by their name', () => {
    const both = told('analysis', ['error-rate > 5%', 'latency-p95 > 2x']);
    expect(ruleTallies([releaseWith(both, told('rollback'), said('jonas', false))])).toMatchObject([
      { metric: 'error-rate', disagreed: 1 },
      { metric: 'latency-p95', disagreed: 1 },
      { rule: 'rollback', metric: null, disagreed: 1 },
    ]);
  });

  it('takes a release that a person took back, and that nobody judged, for agreement', () => {
    const back = { v: 1, type: 'rollback.started', by: people.jonas, reason: 'too many' } as const;
    expect(ruleTallies([releaseWith(told('health'), back)])).toMatchObject([{ rule: 'health', agreed: 1 }]);
    const byItself = { ...back, by: { kind: 'automatic', rule: 'countdown' } } as const;
    expect(ruleTallies([releaseWith(told('health'), byItself)])).toMatchObject([{ rule: 'health', open: 1 }]);
  });

  it('says so where no rule would have done anything', () => {
    const { text } = tallyReply([{ project: 'shop', since: nineOClock, releases: 2, rules: [] }]);
    expect(text).toContain('no rule that only tells would have done anything.');
    expect(tallyReply([]).text).toContain('No project is configured.');
  });
});
