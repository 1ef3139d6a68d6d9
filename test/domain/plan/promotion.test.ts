import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { checkPromotion } from '#domain/plan/check-promotion.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

function planOf(more: Partial<PlanFacts> = {}): Plan {
  const outcome = compilePlan(someFacts(more));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const ticketsIn = ({ steps }: Pick<Plan, 'steps'>, environment: string) =>
  steps
    .filter((step) => step.environment === environment && ['deploy', 'verify-service'].includes(step.kind))
    .map((step) => step.params.verifiedBy ?? null);

describe('the way through the environments', () => {
  const places = ['staging', 'production'];

  it('takes every verification of the one before as its ticket', () => {
    const { steps, services } = planOf();
    expect(checkPromotion(steps, places, services)).toBeNull();
  });

  it.each(['api', 'web', 'worker'])('is refused where the verification of %s is not waited for', (service) => {
    const { steps, services } = planOf();
    const ticket = `staging/verify/${service}`;
    const loose = steps.map((step) => ({
      ...step,
      needs: step.needs.flatMap((need) => (need === ticket ? [StepId.parse('staging/claim')] : [need])),
    }));
    expect(checkPromotion(loose, places, services)).toEqual({
      code: 'production_without_validation',
      environment: 'production',
    });
  });

  it('is refused where a service was left out of the one before', () => {
    const { steps } = planOf();
    const without = steps.filter((step) => !(step.environment === 'staging' && step.service === 'api'));
    expect(checkPromotion(without, places, ['api'])).toMatchObject({ environment: 'production' });
  });
});

describe('the artifact of a service', () => {
  it('is that of its verification in the environment before, at every stage', () => {
    const plan = planOf({ services: ['api'], strategy: 'canary', stagesOf: () => ['share'] });
    expect(new Set(ticketsIn(plan, 'production'))).toEqual(new Set(['staging/verify/api']));
    expect(new Set(ticketsIn(plan, 'staging'))).toEqual(new Set([null]));
  });

  it('is free where the service is built for each environment', () => {
    const { services, ...rest } = aProject();
    const own = Object.fromEntries(
      Object.entries(services).map(([name, service]) => [name, { ...service, sameArtifact: false }]),
    );
    const project = { ...rest, services: own } as ReturnType<typeof aProject>;
    expect(new Set(ticketsIn(planOf({ project }), 'production'))).toEqual(new Set([null]));
  });

  it('is asked of no way back', () => {
    const { rollbackSteps } = planOf();
    expect(new Set(ticketsIn({ steps: rollbackSteps }, 'production'))).toEqual(new Set([null]));
    const back = planOf({ intent: 'rollback', environments: ['production'] });
    expect(new Set(ticketsIn(back, 'production'))).toEqual(new Set([null]));
  });
});
