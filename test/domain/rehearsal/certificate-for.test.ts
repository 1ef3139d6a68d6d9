import { describe, expect, it } from 'vitest';
import { ReleaseId, Sha } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import { routeOf } from '#domain/rehearsal/route.ts';
import { aProject, nineOClock, someFacts } from '#test/support/a-release.ts';

const day = 86_400_000;
const strict = aProject({
  environments: [{ name: 'staging' }, { name: 'production', rehearsal: { within: '7d' } }],
});

/** What the rehearsal of these facts has proved, two days ago. */
function certificate(more: Partial<PlanFacts> = {}, at = nineOClock - 2 * day): Certificate {
  const facts = someFacts({ intent: 'rehearsal', environments: ['staging'], ...more });
  const outcome = compilePlan(facts);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return {
    release: ReleaseId.parse('rel-0000rehearse'),
    version: facts.version,
    source: facts.source,
    environment: 'staging',
    services: [...facts.services],
    strategies: {},
    route: routeOf(outcome.plan.steps, 'staging'),
    at,
    took: 90_000,
    tookBack: 41_000,
    undone: [],
  };
}

function refusalOf(more: Partial<PlanFacts>) {
  const outcome = compilePlan(someFacts({ project: strict, ...more }));
  return outcome.kind === 'refused' ? outcome.refusal : null;
}

describe('a release that was rehearsed', () => {
  it('says so, with how long the way back took', () => {
    const outcome = compilePlan(someFacts({ certificates: [certificate()] }));
    expect(outcome.kind === 'plan' && outcome.plan.rehearsed).toEqual({
      release: 'rel-0000rehearse',
      environment: 'staging',
      at: nineOClock - 2 * day,
      tookBack: 41_000,
    });
  });

  it('says nothing where nobody rehearsed it and nobody demands it', () => {
    const outcome = compilePlan(someFacts());
    expect(outcome.kind === 'plan' && outcome.plan.rehearsed).toBeUndefined();
  });

  it('may enter an environment that demands it, and its age is looked at again there', () => {
    const outcome = compilePlan(someFacts({ project: strict, certificates: [certificate()] }));
    const steps = outcome.kind === 'plan' ? outcome.plan.steps : [];
    const check = steps.find(({ kind }) => kind === 'check-rehearsal');
    expect(check).toMatchObject({ id: 'production/check-rehearsal', effect: 'public', params: { within: 7 * day } });
    expect(steps.find(({ id }) => id === 'production/claim')?.needs).toEqual(['production/check-rehearsal']);
  });

  it('covers the way by which it was rehearsed: the newest of several counts', () => {
    const newer = { ...certificate({}, nineOClock - day), release: ReleaseId.parse('rel-0000youngest') };
    const outcome = compilePlan(someFacts({ certificates: [newer, certificate()] }));
    expect(outcome.kind === 'plan' && outcome.plan.rehearsed?.release).toBe('rel-0000youngest');
  });
});

describe('a release into an environment that demands a rehearsal', () => {
  const line = '/release rehearse shop 1.5.0';
  const refused = { code: 'not_rehearsed', environment: 'production', within: 7 * day, last: null, line };

  it('is refused without one, with what to type', () => {
    expect(refusalOf({})).toEqual(refused);
  });

  it('is refused when it is too old', () => {
    const old = certificate({}, nineOClock - 8 * day);
    expect(refusalOf({ certificates: [old] })).toEqual({ ...refused, last: nineOClock - 8 * day });
  });

  it.each<[string, Partial<PlanFacts>]>([
    ['another commit', { source: Sha.parse('b'.repeat(40)) }],
    ['other services', { services: ['api'] }],
    ['another strategy', { strategy: 'rolling', stagesOf: () => ['instances'] }],
    ['another version before it', { baseline: [{ environment: 'staging', service: 'api', version: '1.3.0' }] }],
  ])('is refused when what was rehearsed is %s', (_what, more) => {
    expect(refusalOf({ certificates: [certificate(more)] })).toEqual(refused);
  });

  it('names what was asked for in what there is to type', () => {
    const asked: Partial<PlanFacts> = {
      services: ['api'],
      strategy: 'canary',
      settings: { shares: [20] },
      stagesOf: () => ['share'],
    };
    expect(refusalOf(asked)).toMatchObject({
      line: '/release rehearse shop 1.5.0 --services api --strategy canary --canary-percentage 20',
    });
  });

  it('names the size of the batches in what there is to type', () => {
    const asked = { strategy: 'rolling', settings: { batchSize: 2 }, stagesOf: () => ['instances'] as const };
    expect(refusalOf(asked)).toMatchObject({ line: '/release rehearse shop 1.5.0 --strategy rolling --batch-size 2' });
  });

  it('leaves rehearsals and rollbacks alone', () => {
    expect(refusalOf({ intent: 'rehearsal', environments: ['staging'] })).toBeNull();
    expect(refusalOf({ intent: 'rollback', environments: ['production'] })).toBeNull();
  });
});
