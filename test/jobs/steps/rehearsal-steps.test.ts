import { describe, expect, it } from 'vitest';
import type { Json } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import { certify } from '#jobs/steps/certify.ts';
import { checkRehearsal } from '#jobs/steps/check-rehearsal.ts';
import { steps } from '#jobs/steps/index.ts';
import { createProjectLog, type ProjectLog } from '#operations/project-log.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { Health } from '#ports/health.ts';
import { aProject, aRelease, nineOClock, people, type Story } from '../../support/a-release.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const facts = { intent: 'rehearsal', environments: ['staging'], services: ['api'] } as const;
const strict = aProject({
  environments: [{ name: 'staging' }, { name: 'production', rehearsal: { within: '7d' } }],
});
const day = 86_400_000;

const paramsOf = (release: Release, kind: string): Record<string, Json> =>
  release.plan.steps.find((step) => step.kind === kind)?.params ?? {};

const logOf = (story: Story): ReleaseLog =>
  planned<ReleaseLog>('releases', { get: async () => story.release(), events: async () => story.events() });

const projectLog = (): ProjectLog =>
  createProjectLog({ store: createMemoryLogStore(), clock: { now: () => noon, sleep: async () => undefined } });

/** The certificate of the rehearsal a story tells, as the step writes it. */
async function certified(story: Story, projects: ProjectLog) {
  const step = aStep(certify, paramsOf(story.release(), 'certify'), { releases: logOf(story), projects });
  return step.run();
}

describe('certify', () => {
  it('writes one certificate, however often it runs', async () => {
    const projects = projectLog();
    const story = aRelease(facts).run('staging/certify');
    const first = await certified(story, projects);
    expect(first).toMatchObject({ kind: 'succeeded', result: { tookBack: expect.any(Number) } });
    expect(await certified(story, projects)).toEqual(first);
    const { certificates, seq } = await projects.get('shop');
    expect(certificates).toMatchObject([{ release: story.release().id, environment: 'staging', services: ['api'] }]);
    expect(seq).toBe(1);
  });

  it('writes none where somebody accepted what had failed, and says which step', async () => {
    const projects = projectLog();
    const story = aRelease(facts).fail('staging/verify/api', 'It is unwell.');
    const { id } = story.release().plan.steps.find((step) => step.id === 'staging/verify/api') ?? {};
    if (id !== undefined)
      story.add({ v: 1, type: 'step.accepted', step: id, attempt: 1, by: people.jonas, reason: 'Fine.' });
    expect(await certified(story.run('staging/certify'), projects)).toEqual({
      kind: 'succeeded',
      result: { why: 'Accepted without its success: Verify api in staging.' },
    });
    expect((await projects.get('shop')).certificates).toEqual([]);
  });
});

describe('check-rehearsal', () => {
  async function looked(ageInDays: number | null) {
    const projects = projectLog();
    await certified(aRelease(facts).run('staging/certify'), projects);
    const { certificates } = await projects.get('shop');
    const [known] = certificates;
    if (known === undefined) throw new Error('There is no certificate.');
    const young = [{ ...known, at: nineOClock }];
    const release = aRelease({ services: ['api'], project: strict, certificates: young });
    const now = ageInDays === null ? noon : known.at + ageInDays * day;
    const world = ageInDays === null ? projectLog() : projects;
    const params = paramsOf(release.release(), 'check-rehearsal');
    const clock = { now: () => now, sleep: async () => undefined };
    return aStep(checkRehearsal, params, { releases: logOf(release), projects: world, clock }).run();
  }

  it('passes while the rehearsal is young enough', async () => {
    expect(await looked(7)).toMatchObject({ kind: 'succeeded', result: { age: 7 * day } });
  });

  it('fails once it has grown too old, and says what to type', async () => {
    expect(await looked(8)).toEqual({
      kind: 'failed',
      code: 'REHEARSAL_TOO_OLD',
      message:
        'Its rehearsal is 8 d old, and production wants one that is at most 7 d old. Take the release back, rehearse it again with /release rehearse shop 1.5.0 --services api and ask for it once more; or somebody who may accepts it as it is.',
    });
  });

  it('fails where the log knows of none', async () => {
    expect(await looked(null)).toMatchObject({ kind: 'failed', code: 'REHEARSAL_TOO_OLD' });
  });
});

describe('the watch of a service that is rehearsed', () => {
  function watch(story: Story) {
    const definition = steps.get('watch-service');
    if (definition === undefined) throw new Error('There is no such step.');
    const params = paramsOf(story.release(), 'watch-service');
    const health = planned<Health>('health', { check: async () => ({ ok: false, why: 'HTTP 502' }) });
    return aStep(definition, params, { releases: logOf(story), health }).poll({ bad: 5 });
  }
  const two = { ...facts, services: ['api', 'web'] };

  it('fails while the service is on its way there', async () => {
    expect(await watch(aRelease(two).run('staging/deploy/web'))).toMatchObject({ kind: 'failed', code: 'UNHEALTHY' });
  });

  it('is over once the service goes back', async () => {
    expect(await watch(aRelease(two).run('staging/return/verify/api'))).toEqual({ kind: 'succeeded', result: null });
  });
});
