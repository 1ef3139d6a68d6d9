import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { measureRehearsal } from '#domain/rehearsal/measure-rehearsal.ts';
import { routeOf } from '#domain/rehearsal/route.ts';
import { aDatabaseProject, migrationsOf } from '#test/support/a-database.ts';
import { aRelease, people, type Story } from '#test/support/a-release.ts';

const facts = { intent: 'rehearsal', environments: ['staging'], services: ['api'] } as const;

function measured(story: Story) {
  const release = story.release();
  const params = release.plan.steps.at(-1)?.params;
  const back = (params?.back ?? []) as readonly string[];
  return measureRehearsal(release, story.events(), { environment: 'staging', strategies: { api: 'sequential' }, back });
}

describe('measureRehearsal', () => {
  it('tells from the log how long the whole took, and how long the way back', () => {
    const story = aRelease(facts).run('staging/certify');
    const at = (id: string, type: string) =>
      story.events().find(({ body }) => body.type === type && 'step' in body && body.step === id)?.at ?? 0;
    const ended = at('staging/return/verify/api', 'step.succeeded');
    const found = measured(story);
    expect(found.kind === 'certificate' && found.certificate).toEqual({
      release: 'rel-4e1c0aa9f2c4',
      version: '1.5.0',
      source: story.release().plan.source,
      environment: 'staging',
      services: ['api'],
      strategies: { api: 'sequential' },
      route: routeOf(story.release().plan.steps, 'staging'),
      at: ended,
      took: ended - at('staging/deploy/api', 'step.started'),
      tookBack: ended - at('staging/return/deploy/api', 'step.started'),
      undone: [],
    });
  });

  it('counts the time from the first try, when a step of the way back is tried twice', () => {
    const first = aRelease(facts).run('staging/return/deploy/api');
    const startedAt = (first.release().updatedAt ?? 0) + 1_000;
    const of = { step: StepId.parse('staging/return/deploy/api'), attempt: 1 };
    const story = first
      .fail('staging/return/deploy/api', 'It was away.')
      .add({ v: 1, type: 'rollback.stopped', by: people.mira, reason: 'Once more.' })
      .add({ v: 1, type: 'step.repeated', ...of, by: people.mira })
      .run('staging/certify');
    const found = measured(story);
    const end = found.kind === 'certificate' ? found.certificate.at : 0;
    expect(found).toMatchObject({ certificate: { tookBack: end - startedAt } });
  });

  it('names the migrations that were run and undone', () => {
    const database = { project: aDatabaseProject(), migrations: migrationsOf('reversible', 'destructive') };
    const found = measured(aRelease({ ...facts, ...database }).run('staging/certify'));
    expect(found).toMatchObject({ certificate: { undone: ['db/reversible.sql'] } });
  });

  it('proves nothing when somebody accepted what had failed', () => {
    const of = { step: StepId.parse('staging/verify/api'), attempt: 1 };
    const story = aRelease(facts)
      .fail('staging/verify/api', 'It is unwell.')
      .add({ v: 1, type: 'step.accepted', ...of, by: people.jonas, reason: 'The check is wrong.' })
      .run('staging/certify');
    expect(measured(story)).toEqual({ kind: 'unproven', why: 'Accepted without its success: Verify api in staging.' });
  });
});
