import { describe, expect, it } from 'vitest';
import type { StepId } from '#domain/ids.ts';
import { ancestorsOf } from '#domain/plan/check-steps.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { dueRollbackSteps } from '#domain/release/step-of.ts';
import { aDatabaseProject, migrationsOf } from '../../support/a-database.ts';
import { aProject, aRelease, someFacts } from '../../support/a-release.ts';

const hooks = { beforeSwitch: ['warm', '{service}'], afterDeploy: ['clear', '{environment}'] };
const project = aProject({ hooks });

function planOf(more: Partial<PlanFacts> = {}): Plan {
  const outcome = compilePlan(someFacts({ project, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const find = ({ steps, rollbackSteps }: Plan, id: string) => [...steps, ...rollbackSteps].find((one) => one.id === id);

describe('the commands beside the deployments', () => {
  it('are no steps where none are configured', () => {
    const { steps } = planOf({ project: aProject(), strategy: 'blue-green', stagesOf: () => ['idle'] });
    expect(steps.filter((step) => step.kind === 'warm-up' || step.kind === 'after-deploy')).toEqual([]);
  });

  it('warm each service up on its verified idle side, before all of the traffic goes there', () => {
    const plan = planOf({ strategy: 'blue-green', stagesOf: () => ['idle'] });
    expect(Plan.parse(plan)).toEqual(plan);
    for (const service of ['api', 'web', 'worker']) {
      const warmUp = find(plan, `production/warm-up/${service}`);
      expect(warmUp).toMatchObject({
        needs: [`production/verify/${service}/idle`],
        params: { argv: hooks.beforeSwitch },
      });
      expect(find(plan, `production/deploy/${service}`)?.needs).toEqual([`production/warm-up/${service}`]);
    }
  });

  it('warm a service up before its first share of the traffic, where it gets one before the switch', () => {
    const plan = planOf({ strategy: 'blue-green-canary', stagesOf: () => ['idle', 'share'] });
    expect(plan.steps.filter((step) => step.kind === 'warm-up' && step.environment === 'production')).toHaveLength(3);
    const [first] = plan.steps.filter((step) => step.needs.includes('production/warm-up/api' as StepId));
    expect(first?.params.stage).toMatchObject({ kind: 'share' });
  });

  it('warm nothing up where there is no switch', () => {
    expect(planOf().steps.some((step) => step.kind === 'warm-up')).toBe(false);
  });

  it('run once in each environment behind every verification, before the next environment', () => {
    const plan = planOf();
    const ancestors = ancestorsOf(plan.steps);
    for (const service of ['api', 'web', 'worker'])
      expect(ancestors.get('staging/after-deploy' as StepId)).toContain(`staging/verify/${service}`);
    expect(find(plan, 'production/approval')?.needs).toEqual(['staging/after-deploy']);
  });

  it('run before a destructive migration is asked about', () => {
    const both = { ...aDatabaseProject(), ...{ hooks: project.hooks } };
    const plan = planOf({ project: both, migrations: migrationsOf('destructive') });
    expect(find(plan, 'staging/contract/approval')?.needs).toEqual(['staging/after-deploy']);
  });

  it('run again once the services of a release are back, told which version is there', () => {
    expect(find(planOf(), 'rollback/staging/after-deploy')).toMatchObject({
      needs: ['rollback/staging/verify/api'],
      undoes: 'staging/deploy/api',
      params: { version: '1.4.2', previous: '1.5.0' },
    });
    const failed = aRelease({ project }).fail('staging/verify/api', 'It is not well.').release();
    expect(dueRollbackSteps(failed).map((step) => step.id)).toContain('rollback/staging/after-deploy');
  });

  it('run in a rollback, in the commit it leads to', () => {
    const plan = planOf({ intent: 'rollback', version: '1.4.2', previous: '1.5.0', environments: ['production'] });
    expect(find(plan, 'production/after-deploy')?.params).toMatchObject({ checkout: someFacts().source, commit: null });
  });
});
