import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { aProject, aRelease, people, type Story } from '../../support/a-release.ts';

const decisionOf = (story: Story, later = 0) => {
  const { release, now } = story.picture();
  return decide(release, now + later);
};
const starts = (story: Story): readonly string[] => decisionOf(story).start.map((run) => run.step);
const records = (story: Story, later = 0): readonly string[] =>
  decisionOf(story, later).record.map((event) => event.type);

const approved = (project = aProject()): Story => aRelease({ project }).run().approve(people.sam);
const held: ReleaseEvent = { v: 1, type: 'release.held', by: people.sam, reason: 'wait' };
const verifyApi = StepId.parse('production/verify/api');
const start = (step: string): ReleaseEvent => ({
  v: 1,
  type: 'step.started',
  step: StepId.parse(step),
  attempt: 1,
  worker: 'a/1',
});
const succeed = (step: string): ReleaseEvent => ({
  v: 1,
  type: 'step.succeeded',
  step: StepId.parse(step),
  attempt: 1,
  result: null,
});

describe('decide', () => {
  it('starts what nothing has to wait for', () => {
    expect(starts(aRelease())).toEqual(['prepare/bump-version']);
  });

  it('gives the same answer for the same state and time', () => {
    expect(decisionOf(approved())).toEqual(decisionOf(approved()));
  });

  it('has nothing to say once a release has ended', () => {
    const ended = aRelease().add({ v: 1, type: 'release.cancelled', by: people.mira, reason: 'no' });
    expect(decisionOf(ended)).toEqual({ record: [], start: [], poll: [], inFlight: [], wakeAt: null });
  });

  it('starts nothing new while held, asked or drifted', () => {
    const drift = { head: aRelease().release().plan.source, commits: [], config: true };
    expect(starts(aRelease().add(held))).toEqual([]);
    expect(starts(aRelease().add({ v: 1, type: 'release.drifted', drift }))).toEqual([]);
    expect(starts(approved().loseTrackOf('production/deploy/api', 'gone'))).toEqual([]);
  });

  it('begins to watch a service that is verified while the release is held', () => {
    const story = approved().run('production/verify/api').add(start('production/verify/api')).add(held);
    expect(starts(story.add(succeed('production/verify/api')))).toEqual(['production/watch/api']);
  });

  it('looks at a watch when it is due and wakes up for it before', () => {
    const story = approved().run('production/deploy/web').add(held);
    const watch = { step: 'production/watch/api', attempt: 1 };
    expect(decisionOf(story, 86_400_000).poll).toContainEqual(watch);
    const state = story.release().steps.get(StepId.parse(watch.step));
    expect(decisionOf(story).wakeAt).toBe(state?.status === 'pending' ? state.lookAgainAt : 'pending');
  });

  it('stops watching when its environment is done', () => {
    const story = approved().run('publish/push-tag');
    expect(decisionOf(story, 86_400_000).poll).toEqual([]);
  });

  it('tells a sweep which steps a worker should be busy with', () => {
    const story = aRelease().run('prepare/build').add(start('prepare/build'));
    expect(decisionOf(story).inFlight).toEqual([{ step: 'prepare/build', attempt: 1 }]);
    expect(starts(story)).toEqual([]);
  });

  it('tries again when its time has come, and not before', () => {
    const problem = { code: 'AWAY', message: 'Away.' };
    const step = StepId.parse('prepare/build');
    const story = aRelease().run('prepare/build').add(start('prepare/build'));
    const at = story.picture().now + 5_000;
    story.add({ v: 1, type: 'step.retrying', step, attempt: 1, tries: 1, at, problem });
    expect(decisionOf(story)).toMatchObject({ start: [], wakeAt: at });
    expect(decisionOf(story, 5_000).start).toEqual([{ step, attempt: 1 }]);
  });

  it('wakes up when an approval expires', () => {
    const story = aRelease({
      project: aProject({
        environments: [
          { name: 'production', approvals: [{ roles: ['release-lead'], count: 2 }], approvalExpires: '1h' },
        ],
      }),
    }).run();
    const at = story.approve(people.sam).picture().now;
    expect(decisionOf(story).wakeAt).toBe(at + 3_600_000);
    expect(decisionOf(story, 3_600_000).wakeAt).toBeNull();
  });

  it('completes a release when everything but its watches is done', () => {
    const story = approved().run();
    expect(story.release().ending).toEqual({ kind: 'released', at: expect.any(Number) });
  });
});

describe('after a failure decide', () => {
  it('counts down to a rollback once something was deployed, naming the step', () => {
    const story = approved().fail(verifyApi, 'It is not well.');
    expect(decisionOf(story).record).toEqual([
      expect.objectContaining({
        type: 'rollback.scheduled',
        because: verifyApi,
        at: story.picture().now + 30_000,
        reason: 'Verify api in production: It is not well.',
      }),
    ]);
  });

  it.each<readonly [string, Story]>([
    ['nothing was deployed yet', aRelease().fail('prepare/build', 'It broke.')],
    [
      'the project rolls back by hand',
      approved(aProject({ rollback: { automatic: false } })).fail(verifyApi, 'It is not well.'),
    ],
    ['everything is verified and only the publication failed', approved().fail('publish/push-tag', 'It exists.')],
    [
      'it is a rollback that failed',
      aRelease({ intent: 'rollback', environments: ['production'], isApproved: true }).fail(verifyApi, 'No.'),
    ],
  ])('schedules nothing when %s', (_what, story) => {
    expect(records(story)).toEqual([]);
    expect(starts(story)).toEqual([]);
  });

  it('starts the rollback when the countdown is over, in its own name', () => {
    const story = approved().fail(verifyApi, 'no');
    for (const event of decisionOf(story).record) story.add(event, 0);
    expect(records(story, 29_999)).toEqual([]);
    expect(decisionOf(story, 30_000).record).toEqual([
      expect.objectContaining({ type: 'rollback.started', by: { kind: 'automatic', rule: 'countdown' } }),
    ]);
  });

  it('leaves a stopped countdown to the person who stopped it, whatever fails besides', () => {
    const story = approved().fail(verifyApi, 'no');
    for (const event of decisionOf(story).record) story.add(event);
    story.add({ v: 1, type: 'rollback.stopped', by: people.sam, reason: 'wait' });
    expect(records(story, 86_400_000)).toEqual([]);
  });
});

describe('during a rollback decide', () => {
  const back: ReleaseEvent = { v: 1, type: 'rollback.started', by: people.sam, reason: 'no' };

  it('undoes only what was started, last first, each verified before the next', () => {
    const story = approved().run('production/deploy/worker').add(back);
    expect(starts(story)).toEqual(['rollback/production/deploy/web']);
  });

  it('waits for a deployment in progress: two of one service never run at once', () => {
    const story = approved().run('production/deploy/web').add(start('production/deploy/web')).add(back);
    expect(decisionOf(story)).toMatchObject({ start: [], inFlight: [{ step: 'production/deploy/web', attempt: 1 }] });
  });

  it('waits for a deployment that goes on elsewhere though asking after it failed, and not for one that was never handed over', () => {
    const web = StepId.parse('production/deploy/web');
    const of = { v: 1, step: web, attempt: 1 } as const;
    const problem = { code: 'AWAY', message: 'Away.' };
    const begun = () => approved().run('production/deploy/web').add(start('production/deploy/web'));
    const fails = (story: Story, at: number) => story.add({ ...of, type: 'step.retrying', tries: 1, at, problem });
    const never = begun();
    expect(starts(fails(never, never.picture().now + 5_000).add(back))).toEqual(['rollback/production/deploy/web']);
    const handed = begun();
    const lookAgainAt = handed.picture().now;
    handed.add({ ...of, type: 'step.pending', handle: 'd-1', lookAgainAt, note: null });
    const at = handed.picture().now + 5_000;
    expect(decisionOf(fails(handed, at).add(back))).toMatchObject({ start: [], wakeAt: at });
    expect(decisionOf(handed, 5_000).start).toEqual([{ step: web, attempt: 1 }]);
  });

  it('starts nothing of the plan any more', () => {
    const story = approved().run('publish/push-tag').add(back);
    expect(starts(story).every((step) => step.startsWith('rollback/'))).toBe(true);
  });

  it('ends only when every undoing is done', () => {
    const story = approved().run('production/verify/api').add(back);
    expect(story.run().release().ending?.kind).toBe('rolled_back');
  });

  it('stops at a failed undoing and asks', () => {
    const story = approved().run('production/deploy/worker').add(back).fail('rollback/production/verify/web', 'no');
    expect(decisionOf(story)).toMatchObject({ start: [], record: [], wakeAt: null });
  });
});
