import { describe, expect, it } from 'vitest';
import { Sha, StepId } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { decide } from '#domain/release/decide.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { aProject, aRelease, nineOClock, people, type Story, someFacts } from '../../support/a-release.ts';

const sha = Sha.parse('abc'.padEnd(40, '3'));

/** The story goes on under a plan made of other facts. */
function replan(story: Story, more: Partial<PlanFacts>): Story {
  const outcome = compilePlan(someFacts({ revision: story.release().plan.revision + 1, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  const { plan, digest } = outcome;
  return story.add({ v: 1, type: 'release.replanned', plan, digest, by: people.mira, why: 'commits' });
}

const atProduction = (): Story => aRelease().run();
const statusOf = (release: Release, id: string) => stateOf(release, StepId.parse(id));
const startsOf = (release: Release): readonly string[] => decide(release, nineOClock).start.map((run) => run.step);

const gated = aProject({
  environments: [
    { name: 'staging', approvals: [{ roles: ['qa'] }] },
    { name: 'production', approvals: [{ roles: ['release-lead'] }] },
  ],
});

describe('a new plan', () => {
  it('keeps what was done when only newer commits are left out', () => {
    const before = atProduction();
    const after = replan(before, { leftOut: sha }).release();
    for (const id of ['prepare/build', 'staging/claim', 'staging/deploy/web', 'staging/verify/worker'])
      expect(statusOf(after, id)).toMatchObject({ status: 'succeeded', attempt: 1 });
  });

  it('begins again from the first step that the new commits change', () => {
    const after = replan(atProduction(), { source: sha }).release();
    for (const id of ['prepare/bump-version', 'prepare/test', 'staging/claim', 'staging/deploy/web'])
      expect(statusOf(after, id)).toEqual({ status: 'waiting', attempt: 2, wasStarted: true });
    expect(startsOf(after)).toEqual(['prepare/bump-version']);
  });

  it('begins again from a step the configuration changed, and keeps what came before', () => {
    const project = aProject({ test: [['npm', 'run', 'test:all']] });
    const after = replan(atProduction(), { project }).release();
    expect(statusOf(after, 'prepare/build')).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(statusOf(after, 'prepare/test')).toMatchObject({ status: 'waiting', attempt: 2 });
    expect(statusOf(after, 'staging/deploy/api')).toMatchObject({ status: 'waiting', attempt: 2 });
  });

  it('knows a deployment that has to be done again as one that may have happened, so that a rollback undoes it', () => {
    const after = replan(atProduction(), { source: sha }).add({
      v: 1,
      type: 'rollback.started',
      by: people.mira,
      reason: 'no',
    });
    expect(startsOf(after.release())).toEqual(['rollback/staging/deploy/worker']);
  });

  it('voids every approval, also that of an environment which is done', () => {
    const story = aRelease({ project: gated })
      .run()
      .approve(people.sam, { step: 'staging/approval', roles: ['qa'] });
    const after = replan(story.run().approve(people.sam), { project: gated, leftOut: sha }).run();
    expect(statusOf(after.release(), 'staging/verify/worker').status).toBe('succeeded');
    expect(statusOf(after.release(), 'staging/approval').status).toBe('open');
    expect(statusOf(after.release(), 'production/approval').status).toBe('open');
  });

  it('starts nothing in production while an earlier environment waits for its approval again', () => {
    const story = aRelease({ project: gated })
      .run()
      .approve(people.sam, { step: 'staging/approval', roles: ['qa'] });
    const after = replan(story.run(), { project: gated, leftOut: sha }).run().approve(people.aiko).run();
    expect(statusOf(after.release(), 'production/approval').status).toBe('succeeded');
    expect(startsOf(after.release())).toEqual([]);
    after.approve(people.sam, { step: 'staging/approval', roles: ['qa'] });
    const passed = decide(after.release(), after.picture().now).record.reduce((told, body) => told.add(body), after);
    expect(startsOf(passed.release())).toEqual(['production/claim']);
  });

  it('gives a step that was left out for a while a new attempt, so that no key is used twice', () => {
    const checked = aProject({
      environments: [
        { name: 'staging', checks: [{ name: 'smoke', command: ['smoke'] }] },
        { name: 'production', approvals: [{ roles: ['release-lead'] }] },
      ],
    });
    const story = aRelease({ project: checked }).run();
    expect(statusOf(story.release(), 'staging/check/smoke').attempt).toBe(1);
    const back = replan(replan(story, {}), { project: checked }).release();
    expect(statusOf(back, 'staging/check/smoke').attempt).toBeGreaterThan(1);
  });

  it('answers the drift it was made for', () => {
    const drift = { head: sha, commits: [], config: true };
    const story = atProduction().add({ v: 1, type: 'release.drifted', drift });
    expect(replan(story, { leftOut: sha }).release().drift).toBeNull();
  });
});

it('undoes what the stages of an older plan deployed, where a new plan leads through others', () => {
  const inStages = (strategy: string) =>
    aProject({
      environments: [
        { name: 'staging', strategy },
        { name: 'production', approvals: [{ roles: ['qa'] }] },
      ],
    });
  const stagesOf = () => ['share', 'instances'] as const;
  const story = aRelease({ project: inStages('canary'), stagesOf }).run();
  const after = replan(story, { project: inStages('rolling'), stagesOf }).add({
    v: 1,
    type: 'rollback.started',
    by: people.jonas,
    reason: 'It is not well.',
  });
  expect(startsOf(after.release())).toEqual(['rollback/staging/deploy/worker/25']);
});
