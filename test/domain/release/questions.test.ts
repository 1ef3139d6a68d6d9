import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { needsPerson, questionsOf } from '#domain/release/question.ts';
import { aProject, aRelease, nineOClock, people, type Story } from '../../support/a-release.ts';

const kindsOf = (story: Story): readonly string[] => {
  const { release, now } = story.picture();
  return questionsOf(release, now).map((question) => question.kind);
};

const isNeeded = (story: Story): boolean => {
  const { release, now } = story.picture();
  return needsPerson(release, now);
};

const manual = aProject({ rollback: { automatic: false, roles: ['on-call'] } });
const verify = 'production/verify/api';

const scheduled = (): Story => {
  const story = aRelease().run().approve(people.sam).fail(verify, 'It is not well.');
  return story.add({
    v: 1,
    type: 'rollback.scheduled',
    at: story.picture().now + 30_000,
    because: StepId.parse(verify),
    reason: 'It is not well.',
  });
};

const drift = { head: aRelease().release().plan.source, commits: [], config: true };

describe('questionsOf', () => {
  it.each<readonly [string, () => Story, readonly string[], boolean]>([
    ['a release that goes on by itself', () => aRelease(), [], false],
    ['an approval', () => aRelease().run(), ['approval'], true],
    [
      'a pause',
      () => {
        const story = aRelease().run().approve(people.sam).run('production/deploy/web');
        return story;
      },
      [],
      false,
    ],
    [
      'a branch that moved on',
      () => aRelease().run().add({ v: 1, type: 'release.drifted', drift }),
      ['drift', 'approval'],
      true,
    ],
    ['a hold', () => aRelease().add({ v: 1, type: 'release.held', by: people.sam, reason: 'lunch' }), ['held'], true],
    [
      'a failed step nobody rolls back for',
      () => aRelease({ project: manual }).run().approve(people.sam).fail(verify, 'no'),
      ['step-failed'],
      true,
    ],
    [
      'a step whose outcome nobody knows',
      () => aRelease().run().approve(people.sam).loseTrackOf('production/deploy/api', 'gone'),
      ['step-unknown'],
      true,
    ],
    ['a countdown, which goes on without anybody', scheduled, ['countdown', 'step-failed'], false],
    [
      'a countdown somebody stopped',
      () => scheduled().add({ v: 1, type: 'rollback.stopped', by: people.sam, reason: 'let me look' }),
      ['countdown-stopped', 'step-failed'],
      true,
    ],
    [
      'a rollback at work, which asks for nothing of the plan it undoes',
      () => scheduled().add({ v: 1, type: 'rollback.started', by: people.sam, reason: 'now' }),
      [],
      false,
    ],
    [
      'an ended release',
      () => aRelease().add({ v: 1, type: 'release.cancelled', by: people.mira, reason: 'no' }),
      [],
      false,
    ],
  ])('asks about %s', (_what, make, kinds, needed) => {
    expect(kindsOf(make())).toEqual(kinds);
    expect(isNeeded(make())).toBe(needed);
  });

  it('shows void approvals with why they no longer count', () => {
    const story = aRelease().run().approve(people.sam);
    const [question] = questionsOf(story.release(), nineOClock + 3 * 86_400_000);
    expect(question?.kind === 'approval' && question.void.map((one) => one.fault)).toEqual(['expired']);
  });

  it('names since when a gate is open and until when a pause lasts', () => {
    const story = aRelease().run().approve(people.sam).run('production/deploy/web');
    const opened = story.events().findLast((event) => event.body.type === 'gate.opened');
    expect(opened?.body).toMatchObject({ step: 'production/pause/api' });
    const before = {
      ...story.release(),
      steps: new Map(story.release().steps).set(StepId.parse('production/pause/api'), {
        status: 'open',
        attempt: 1,
        openedAt: 1_000,
      }),
    };
    expect(questionsOf(before, 2_000)[0]).toMatchObject({ kind: 'pause', since: 1_000, until: 31_000 });
  });
});
