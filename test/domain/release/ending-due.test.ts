import { describe, expect, it } from 'vitest';
import { endingDue, type InProgress, isTakenBack } from '#domain/release/ending-due.ts';
import { aRelease, people } from '../../support/a-release.ts';

const now = 1_790_000_000_000;
const inTime: InProgress = { isTakenBack: false, late: -1, canEnd: true, endingSince: null, now };

describe('a deployment in progress', () => {
  it.each<readonly [string, Partial<InProgress>, ReturnType<typeof endingDue>]>([
    ['goes on while it is wanted and has time', {}, 'none'],
    ['goes on at the very end of its time', { late: 0 }, 'none'],
    ['goes on in time also when it was asked to end before', { endingSince: now - 1 }, 'none'],
    ['is asked to end when its release is taken back', { isTakenBack: true }, 'ask'],
    ['is asked to end when it is late', { late: 1 }, 'ask'],
    ['is waited for once it was asked', { isTakenBack: true, endingSince: now - 59_999 }, 'wait'],
    ['is asked again after a minute', { isTakenBack: true, endingSince: now - 60_000 }, 'ask'],
    ['is waited for where it cannot be ended', { isTakenBack: true, canEnd: false }, 'wait'],
    ['is left to its deployer where it is late and cannot be ended', { late: 1, canEnd: false }, 'none'],
  ])('%s', (_what, facts, due) => {
    expect(endingDue({ ...inTime, ...facts })).toBe(due);
  });
});

describe('what is taken back', () => {
  it('is the way forward of a release that is rolled back, and nothing before that', () => {
    const story = aRelease().run().approve(people.jonas).fail('production/verify/api', 'It is not well.');
    const [forward] = story.release().plan.steps;
    const [back] = story.release().plan.rollbackSteps;
    if (forward === undefined || back === undefined) throw new Error('The plan has no way back.');
    story.run();
    expect(story.release().rollback?.status).toBe('counting');
    expect(isTakenBack(story.release(), forward)).toBe(false);
    story.add({ v: 1, type: 'rollback.started', by: people.mira, reason: 'It is not well.' });
    expect(isTakenBack(story.release(), forward)).toBe(true);
    expect(isTakenBack(story.release(), back)).toBe(false);
  });
});
