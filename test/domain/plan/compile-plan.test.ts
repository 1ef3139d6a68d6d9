import { describe, expect, it } from 'vitest';
import { ancestorsOf } from '#domain/plan/check-steps.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Step } from '#domain/plan/step.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

function planOf(more: Partial<PlanFacts> = {}): Plan {
  const outcome = compilePlan(someFacts(more));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const service = (needs: readonly string[] = []) => ({
  needs,
  deployer: { kind: 'http', url: 'http://deployer.example' },
});

const deploysOf = (steps: readonly Step[]) => steps.filter((step) => step.kind === 'deploy').map((step) => step.id);

describe('compilePlan', () => {
  it('makes a plan that its own schema accepts', () => {
    expect(Plan.parse(planOf())).toEqual(planOf());
  });

  it('gives every step an id of its own and needs that come before it', () => {
    const { steps, rollbackSteps } = planOf();
    const ids = [...steps, ...rollbackSteps].map((step) => step.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const list of [steps, rollbackSteps]) {
      for (const [index, step] of list.entries()) {
        const before = list.slice(0, index).map((one) => one.id);
        expect(step.needs.filter((need) => !before.includes(need))).toEqual([]);
      }
    }
  });

  it('deploys in dependency order, environment by environment, one after the other', () => {
    expect(deploysOf(planOf().steps)).toEqual([
      'staging/deploy/api',
      'staging/deploy/web',
      'staging/deploy/worker',
      'production/deploy/api',
      'production/deploy/web',
      'production/deploy/worker',
    ]);
  });

  it('publishes nothing before the last verification', () => {
    const { steps } = planOf();
    const ancestors = ancestorsOf(steps);
    for (const step of steps.filter((one) => one.effect === 'public'))
      expect(ancestors.get(step.id)).toContain('production/verify/worker');
  });

  it('neither tags nor publishes what goes no further than staging', () => {
    const { steps } = planOf({ environments: ['staging'] });
    expect(steps.filter((step) => step.effect === 'public')).toEqual([]);
  });

  it('lets nothing touch production before its approval and its claim', () => {
    const { steps } = planOf();
    const ancestors = ancestorsOf(steps);
    for (const step of steps.filter((one) => one.effect === 'target' && one.environment === 'production')) {
      expect(ancestors.get(step.id)).toContain('production/approval');
      expect(ancestors.get(step.id)).toContain('production/claim');
    }
  });

  it('runs the checks of an environment before its approval is asked for', () => {
    const project = aProject({
      environments: [
        { name: 'staging' },
        {
          name: 'production',
          approvals: [{ roles: ['qa'] }],
          checks: [{ name: 'smoke', command: ['npm', 'run', 'smoke'] }],
        },
      ],
    });
    const { steps } = planOf({ project });
    expect(steps.find((step) => step.id === 'production/approval')?.needs).toEqual(['production/check/smoke']);
  });

  it('keeps at most 200 commits and tells how many there are', () => {
    const commits = Array.from({ length: 250 }, () => someFacts().commits[0] as PlanFacts['commits'][number]);
    const plan = planOf({ commits, commitCount: 250 });
    expect([plan.commits.length, plan.commitCount]).toEqual([200, 250]);
  });

  it('writes down a strategy that a person chose, so that a new plan keeps it', () => {
    expect(planOf({ strategy: 'immediate' }).strategy).toBe('immediate');
    expect(planOf()).not.toHaveProperty('strategy');
  });

  it('never lets a rollback be undone by itself', () => {
    expect(planOf().rollback.automatic).toBe(true);
    expect(planOf({ intent: 'rollback' }).rollback.automatic).toBe(false);
  });
});

const twoCircles = aProject({ services: { api: service(['web']), web: service(['api']), worker: service() } });

describe('compilePlan refuses', () => {
  it.each<readonly [string, Partial<PlanFacts>, unknown]>([
    [
      'a first deployment that cannot be taken away again',
      {
        baseline: [{ environment: 'production', service: 'api', version: null }],
        canRemove: (name) => name !== 'api',
      },
      { code: 'no_rollback', environment: 'production', service: 'api' },
    ],
    [
      'a strategy nobody knows',
      { strategy: 'big-bang' },
      {
        code: 'unknown_strategy',
        strategy: 'big-bang',
        known: ['sequential', 'immediate', 'rolling', 'canary', 'blue-green', 'blue-green-canary'],
      },
    ],
    [
      'a strategy named like a property every object has',
      { strategy: 'constructor' },
      {
        code: 'unknown_strategy',
        strategy: 'constructor',
        known: ['sequential', 'immediate', 'rolling', 'canary', 'blue-green', 'blue-green-canary'],
      },
    ],
    [
      'a service nobody knows',
      { services: ['api', 'wrker'] },
      { code: 'unknown_service', service: 'wrker', known: ['api', 'web', 'worker'] },
    ],
    [
      'a release of nothing',
      { services: [] },
      { code: 'unknown_service', service: '', known: ['api', 'web', 'worker'] },
    ],
    [
      'an environment nobody knows',
      { environments: ['staging', 'prod'] },
      { code: 'unknown_environment', environment: 'prod', known: ['staging', 'production'] },
    ],
    [
      'a release to nowhere',
      { environments: [] },
      { code: 'unknown_environment', environment: '', known: ['staging', 'production'] },
    ],
    [
      'production without the environment before it',
      { environments: ['production'] },
      { code: 'production_without_validation', environment: 'production' },
    ],
    ['services that need each other', { project: twoCircles }, { code: 'dependency_circle', services: ['api', 'web'] }],
  ])('%s', (_what, facts, refusal) => {
    expect(compilePlan(someFacts(facts))).toEqual({ kind: 'refused', refusal });
  });

  it('nothing of that for a rollback to production alone', () => {
    expect(compilePlan(someFacts({ intent: 'rollback', environments: ['production'] })).kind).toBe('plan');
  });
});

describe('a rollback release', () => {
  it('moves services in the opposite order: who needs another goes before it', () => {
    const plan = planOf({ intent: 'rollback', environments: ['production'], version: '1.4.2' });
    expect(deploysOf(plan.steps)).toEqual([
      'production/deploy/worker',
      'production/deploy/web',
      'production/deploy/api',
    ]);
  });

  it('tells its claim what is expected to run, as a release does', () => {
    const claim = planOf({ intent: 'rollback', environments: ['production'], services: ['api'] }).steps.find(
      (step) => step.kind === 'claim-services',
    );
    expect(claim?.params.expected).toMatchObject([{ service: 'api', version: '1.4.2' }]);
  });

  it('prepares and publishes nothing', () => {
    const plan = planOf({ intent: 'rollback', environments: ['production'] });
    expect(plan.steps.filter((step) => step.environment === null)).toEqual([]);
  });

  it('asks for one yes of a rollback role or of an approver, and for none when its requester holds one', () => {
    const facts = { intent: 'rollback', environments: ['production'] } as const;
    const gate = planOf(facts).steps.find((step) => step.kind === 'approval')?.gate;
    expect(gate?.kind === 'approval' && gate.rules).toEqual([{ roles: ['on-call', 'release-lead'], count: 1 }]);
    expect(planOf({ ...facts, isApproved: true }).steps.some((step) => step.kind === 'approval')).toBe(false);
  });
});
