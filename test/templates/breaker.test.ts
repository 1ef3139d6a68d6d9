import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { onFailure } from '#domain/release/on-failure.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { homeView } from '#templates/home/home-view.ts';
import { eventDrawings } from '#templates/release/event-drawings.ts';
import { releaseCard } from '#templates/release/release-card.ts';
import { statusReply } from '#templates/replies/status-reply.ts';
import { whyReply } from '#templates/replies/why-reply.ts';
import { aProject, aRelease, nineOClock, people, type Story } from '../support/a-release.ts';
import { checkMessage } from '../support/check-blocks.ts';

const of = { v: 1, step: StepId.parse('production/verify/web'), attempt: 1 } as const;
const message = 'The health check failed 3 times in a row: It answered 500.';

/** A release whose web has just failed, with what its rules added. */
function failedUnder(rollback: object): Story {
  const story = aRelease({ project: aProject({ rollback }) })
    .run()
    .approve(people.priya)
    .run('production/deploy/web')
    .add({ ...of, type: 'step.started', worker: 'worker-1' });
  const step = stepOf(story.release(), of.step);
  if (step === null) throw new Error('There is no such step.');
  const events = onFailure(story.release(), { step, attempt: 1, message }, story.picture().now);
  story.add({ ...of, type: 'step.failed', problem: { code: 'UNHEALTHY', message } });
  return events.reduce((told, event) => told.add(event, 0), story);
}

const cardOf = (story: Story): string => JSON.stringify(releaseCard(story.picture()).blocks);

describe('a release that the circuit breaker holds', () => {
  const held = () => failedUnder({ breaker: { failures: 1 } });

  it('says so once, with the button that closes it, and announces no rollback', () => {
    const card = cardOf(held());
    expect(card).toContain('The circuit breaker is open');
    expect(card).toContain('Close the breaker: 1.5.0');
    expect(card).not.toContain('Rollback stopped');
    const told = eventDrawings(held().picture()).map(({ text }) => text);
    expect(told.at(-1)).toContain('The circuit breaker is open: Fairlead holds shop 1.5.0. 1 service has failed');
    expect(told.join('\n')).not.toContain('Fairlead will');
  });

  it('names who can close it', () => {
    expect(whyReply([held().picture()]).text).toContain('release-lead can close it.');
  });

  it('shows for ever who closed it and why, and asks on', () => {
    const closed = held().add({ v: 1, type: 'release.resumed', by: people.priya, reason: 'The network is back.' });
    const card = cardOf(closed);
    expect(card).toContain('circuit breaker closed by');
    expect(card).toContain('The network is back.');
    expect(card).toContain('Rollback stopped');
    expect(eventDrawings(closed.picture()).at(-1)?.text).toContain('closed the circuit breaker that held shop 1.5.0');
  });

  it('draws what Slack takes', () => {
    expect(checkMessage(releaseCard(held().picture()))).toEqual([]);
  });
});

it('asks once for what several rules would have done at one step', () => {
  const card = cardOf(failedUnder({ mode: 'announce', breaker: { failures: 1, mode: 'announce' } }));
  expect(card).toContain('The circuit breaker would have opened');
  expect(card).toContain('Would have rolled back');
  expect(card.split('It was right').length - 1).toBe(1);
});

it('shows an open breaker of a service in the status and the App Home', () => {
  const rollbacks = [{ release: aRelease().release().id, version: '1.4.9', at: nineOClock }];
  const breakers = [{ service: 'api', rollbacks, closesAt: nineOClock + 86_400_000 }];
  const projects = [{ name: 'shop', open: [], recent: [], running: [], breakers }];
  const overview = { projects, waitingForYou: [], now: nineOClock };
  expect(statusReply(overview).text).toContain(
    'Circuit breaker open: api was taken back (1.4.9), so it is not released',
  );
  expect(JSON.stringify(homeView(overview))).toContain('Circuit breaker open');
});
