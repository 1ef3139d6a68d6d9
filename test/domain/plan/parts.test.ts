import { describe, expect, it } from 'vitest';
import { Sha } from '#domain/ids.ts';
import { ancestorsOf } from '#domain/plan/check-steps.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { ReleasePart } from '#domain/plan/release-part.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

function outcomeOf(parts: ReleasePart[], more: Partial<PlanFacts> = {}) {
  const isDeployed = parts.includes('deploy');
  const places = isDeployed ? {} : { environments: [], baseline: [] };
  return compilePlan(someFacts({ settings: { parts }, ...places, ...more }));
}

function planOf(parts: ReleasePart[], more: Partial<PlanFacts> = {}): Plan {
  const outcome = outcomeOf(parts, more);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const kindsOf = ({ steps }: Plan): readonly string[] => [...new Set(steps.map((step) => step.kind))];
const untested = aProject({ test: [] });

describe('a release of named parts', () => {
  it.each<[ReleasePart[], readonly string[]]>([
    [
      ['bump', 'changelog', 'tag'],
      ['bump-version', 'write-changelog', 'commit-release', 'push-tag', 'push-branch'],
    ],
    [
      ['tag', 'bump', 'build'],
      ['bump-version', 'commit-release', 'run-command', 'push-tag', 'push-branch'],
    ],
    [
      ['changelog', 'build'],
      ['write-changelog', 'commit-release', 'run-command'],
    ],
    [
      ['tag', 'notify'],
      ['commit-release', 'push-tag', 'push-branch', 'post-notes'],
    ],
    [['build'], ['commit-release', 'run-command']],
  ])('holds of %j what they are, in the order of a release', (parts, kinds) => {
    const plan = planOf(parts, { project: untested });
    expect(kindsOf(plan)).toEqual(kinds);
    expect(Plan.parse(plan)).toEqual(plan);
  });

  it('is the same whatever order they are named in', () => {
    const all: ReleasePart[] = ['bump', 'changelog', 'tag', 'build', 'test', 'deploy', 'notify'];
    expect(planOf(all)).toEqual(planOf([...all].reverse()));
    const { settings: _, ...plain } = (compilePlan(someFacts()) as { plan: Plan }).plan;
    expect(planOf(all)).toMatchObject(plain);
  });

  it('publishes nothing before everything that can fail', () => {
    const { steps } = planOf(['tag', 'test', 'build', 'bump']);
    const tag = steps.find((step) => step.kind === 'push-tag');
    const before = ancestorsOf(steps).get(tag?.id ?? ('' as never));
    for (const step of steps.filter((one) => one.effect === 'none')) expect(before).toContain(step.id);
  });

  it('builds what it deploys, named or not', () => {
    const plan = planOf(['deploy', 'test', 'bump']);
    expect(plan.settings?.parts).toEqual(['bump', 'build', 'test', 'deploy']);
    expect(plan.steps.some((step) => step.title === 'Build: npm run build')).toBe(true);
  });

  it('deploys without a tag, and with its way back', () => {
    const plan = planOf(['bump', 'build', 'test', 'deploy']);
    expect(plan.steps.filter((step) => step.effect === 'public')).toEqual([]);
    expect(plan.rollbackSteps.length).toBeGreaterThan(0);
  });

  it('has nothing to take back where nothing is deployed, and what it publishes comes last', () => {
    const plan = planOf(['bump', 'test', 'tag']);
    expect(plan.rollbackSteps).toEqual([]);
    expect(plan.steps.filter((step) => step.effect === 'target')).toEqual([]);
    expect(plan.steps.at(-2)?.irreversible).toBe('A published tag is never moved or deleted.');
  });

  it('does everything again for another commit, though it makes none of its own', () => {
    const parts: ReleasePart[] = ['deploy'];
    const project = aProject({ build: [], test: [] });
    const { steps } = planOf(parts, { project });
    const [first] = steps;
    expect(first?.title).toBe(`Take ${someFacts().source.slice(0, 7)} as it is, without a release commit`);
    const other = planOf(parts, { project, source: Sha.parse('b'.repeat(40)) }).steps[0];
    expect(other?.params).not.toEqual(first?.params);
    for (const step of steps.slice(1))
      if (!step.background) expect(ancestorsOf(steps).get(step.id)).toContain(first?.id);
  });

  it('writes no file that was not named, and tags the commit that was proposed where none is', () => {
    const params = planOf(['tag'], { project: untested }).steps[0]?.params;
    expect(params).toMatchObject({ versionFiles: [], changelogPath: null });
  });
});

describe('parts that make no release', () => {
  it.each<[string, ReleasePart[], Partial<PlanFacts>, string]>([
    ['notes of nothing', ['build', 'notify'], {}, 'notes_of_nothing'],
    ['what leaves nothing behind', ['bump', 'changelog'], {}, 'nothing_left_behind'],
    ['a test that there is none of', ['test'], { project: untested }, 'nothing_left_behind'],
    ['a tag before the last environment', ['deploy', 'tag'], { environments: ['staging'] }, 'tag_too_early'],
    ['environments without a deployment', ['build'], { environments: ['staging'] }, 'environments_without_deploy'],
    ['a deployment to nowhere', ['deploy'], { environments: [] }, 'unknown_environment'],
  ])('are refused: %s', (_what, parts, more, code) => {
    expect(outcomeOf(parts, more)).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});

describe('an approval that is required', () => {
  const required = { settings: { approvalRequired: true } };
  const gatesOf = (more: Partial<PlanFacts>) =>
    (compilePlan(someFacts(more)) as { plan: Plan }).plan.steps.filter((step) => step.gate?.kind === 'approval');

  it('stands in front of the first deployment, and leaves those of the environments as they are', () => {
    const [first, ...others] = gatesOf(required);
    expect(first).toMatchObject({
      id: 'prepare/approval',
      title: 'Approval before anything is deployed',
      gate: { rules: [{ roles: ['release-lead'], count: 1 }] },
    });
    expect(others.map((step) => step.id)).toEqual(['production/approval']);
    const { steps } = (compilePlan(someFacts(required)) as { plan: Plan }).plan;
    for (const step of steps.filter(({ effect }) => effect !== 'none'))
      expect(ancestorsOf(steps).get(step.id)).toContain('prepare/approval');
  });

  it('is that of the first environment where it has one', () => {
    const project = aProject({ environments: [{ name: 'production', approvals: [{ roles: ['release-lead'] }] }] });
    expect(gatesOf({ project, ...required }).map((step) => step.id)).toEqual(['production/approval']);
  });

  it('is given by the managers where the last environment names nobody', () => {
    const project = aProject({ environments: [{ name: 'production' }], managers: ['boss'] });
    expect(gatesOf({ project, ...required })[0]?.gate).toMatchObject({ rules: [{ roles: ['boss'], count: 1 }] });
  });

  it('is refused where no role may give it', () => {
    const project = aProject({ environments: [{ name: 'production' }], managers: [] });
    const outcome = compilePlan(someFacts({ project, ...required }));
    expect(outcome).toMatchObject({ refusal: { code: 'approval_without_approver' } });
  });

  it('lowers nothing where it is not required', () => {
    const usual = gatesOf({}).map((step) => step.id);
    expect(gatesOf({ settings: { approvalRequired: false } }).map((step) => step.id)).toEqual(usual);
  });

  it('is asked for where the tests are left out of what goes out, and not of what does not', () => {
    const gate = planOf(['bump', 'build', 'tag']).steps.find((step) => step.gate !== null);
    expect(gate?.title).toBe('Approval before anything is published, since it is not tested');
    expect(planOf(['bump', 'build']).steps.every((step) => step.gate === null)).toBe(true);
  });
});
