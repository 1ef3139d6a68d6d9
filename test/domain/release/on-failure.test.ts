import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { onFailure } from '#domain/release/on-failure.ts';
import { statusOf } from '#templates/release/status.ts';
import { aProject, aRelease, people, type Story } from '../../support/a-release.ts';

const now = Date.UTC(2026, 10, 21, 12);

/** A release whose rollback policy is this, on its way through production; these services have failed already. */
function underWay(rollback: object, failing: readonly string[] = []): Story {
  const story = aRelease({ project: aProject({ rollback }) })
    .run()
    .approve(people.priya)
    .run('production/deploy/web');
  return failing.reduce(fail, story);
}

function stepOf(service: string): StepId {
  return StepId.parse(`production/verify/${service}`);
}

function fail(story: Story, service: string): Story {
  const of = { v: 1, step: stepOf(service), attempt: 1 } as const;
  const problem = { code: 'UNHEALTHY', message: 'It is not well.' };
  return story.add({ ...of, type: 'step.started', worker: 'worker-1' }).add({ ...of, type: 'step.failed', problem });
}

function tell(story: Story, events: readonly ReleaseEvent[]): Story {
  return events.reduce((told, event) => told.add(event), story);
}

/** What is added when the verification of a service fails. */
function failed(story: Story, service: string): readonly ReleaseEvent[] {
  const step = story.release().plan.steps.find((one) => one.id === stepOf(service));
  if (step === undefined) throw new Error(`There is no ${stepOf(service)}.`);
  return onFailure(story.release(), { step, attempt: 1, message: 'It is not well.' }, now);
}

describe('a failure', () => {
  it('adds nothing where no rule says so', () => {
    expect(failed(underWay({}), 'web')).toEqual([]);
    expect(failed(underWay({ breaker: { failures: 2 } }), 'web')).toEqual([]);
  });

  it('of too many services holds the release and stops the rollback before it begins', () => {
    const story = underWay({ breaker: { failures: 1 } });
    const events = failed(story, 'web');
    expect(events).toMatchObject([
      { type: 'release.held', by: circuitBreaker, reason: expect.stringContaining('1 service has failed') },
      { type: 'rollback.scheduled', because: 'production/verify/web' },
      { type: 'rollback.stopped', by: circuitBreaker },
    ]);
    const held = tell(fail(story, 'web'), events);
    const { record, start } = decide(held.release(), now + 86_400_000);
    expect([record, start]).toEqual([[], []]);
    expect(statusOf(held.release(), now).word).toBe('Circuit breaker open');
  });

  it('of too many services stops a countdown that runs', () => {
    const story = underWay({ breaker: { failures: 2 } }, ['web']).add({
      v: 1,
      type: 'rollback.scheduled',
      at: now,
      because: StepId.parse('production/verify/web'),
      reason: 'It is not well.',
    });
    expect(failed(story, 'worker')).toMatchObject([
      {
        type: 'release.held',
        reason: expect.stringContaining('2 services have failed in this release (web, worker).'),
      },
      { type: 'rollback.stopped', by: circuitBreaker },
    ]);
  });

  it('leaves the hold of a person as it is', () => {
    const story = underWay({ automatic: false, breaker: { failures: 1 } }).add({
      v: 1,
      type: 'release.held',
      by: people.jonas,
      reason: 'lunch',
    });
    expect(failed(story, 'web')).toEqual([]);
  });

  it('is only told of, once, where the breaker announces', () => {
    const story = underWay({ breaker: { failures: 1, mode: 'announce' } });
    const [told] = failed(story, 'web');
    expect(told).toMatchObject({ type: 'rule.announced', rule: 'breaker', words: expect.stringContaining('(web)') });
    expect(told === undefined ? null : failed(story.add(told), 'worker')).toEqual([]);
  });

  it('says what would have been taken back where the rollback announces, at the first failure only', () => {
    const story = underWay({ mode: 'announce' });
    expect(story.release().plan.rollback).toMatchObject({ automatic: false, mode: 'announce' });
    expect(failed(story, 'web')).toEqual([
      {
        v: 1,
        type: 'rule.announced',
        step: 'production/verify/web',
        attempt: 1,
        rule: 'rollback',
        words: 'It is not well.',
      },
    ]);
    expect(failed(underWay({ mode: 'announce' }, ['web']), 'worker')).toEqual([]);
  });

  it('on the way back is a question of its own', () => {
    const story = underWay({ breaker: { failures: 1 } }).add({
      v: 1,
      type: 'rollback.started',
      by: people.jonas,
      reason: 'no',
    });
    expect(failed(story, 'web')).toEqual([]);
  });
});

it('marks for ever who closed the breaker, and why', () => {
  const story = underWay({ breaker: { failures: 1 } });
  const closed = tell(story, failed(story, 'web'))
    .add({ v: 1, type: 'release.resumed', by: people.priya, reason: 'The network is back.' })
    .release();
  expect(closed.letThrough).toMatchObject([
    { by: people.priya, reason: 'The network is back.', why: expect.stringContaining('1 service has failed') },
  ]);
});
