import { expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { Forge } from '#domain/project/forge.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

function forgeStep(forge: object | undefined, more: Partial<PlanFacts> = {}) {
  const { repository, ...rest } = aProject();
  const settings = forge === undefined ? {} : { forge: Forge.parse(forge) };
  const project = { ...rest, repository: { ...repository, ...settings } };
  const outcome = compilePlan(someFacts({ project, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan.steps.find(({ kind }) => kind === 'forge-release');
}

const github = { kind: 'github', repository: 'octo/shop' };

it('plans no release page without a forge', () => {
  expect(forgeStep(undefined)).toBeUndefined();
});

it('plans a page with nothing but notes where nothing else is configured', () => {
  expect(forgeStep(github)).toMatchObject({
    effect: 'public',
    params: {
      forge: github,
      assets: [],
      commit: null,
      latest: 'auto',
      discussionCategory: null,
      generatedNotesSince: null,
    },
  });
});

it('names the commit whose checkout holds the files to attach', () => {
  expect(forgeStep({ ...github, assets: ['dist/*.tgz'] })).toMatchObject({
    params: { assets: ['dist/*.tgz'], commit: { source: someFacts({}).source, version: someFacts({}).version } },
  });
});

it.each([
  ['since the tag before', { tag: 'v1.5.0', version: '1.5.0', previous: '1.4.2' }, 'v1.4.2'],
  ['of a service since its tag before', { tag: 'api@1.5.0', version: '1.5.0', previous: '1.4.2' }, 'api@1.4.2'],
  ['since the beginning for the first release', { tag: 'v0.1.0', version: '0.1.0', previous: null }, null],
])('asks for generated notes %s', (_what, facts, tag) => {
  expect(forgeStep({ ...github, generatedNotes: true }, facts)?.params.generatedNotesSince).toEqual({ tag });
});
