import { type Json, StepId } from '../ids.ts';
import type { Forge } from '../project/forge.ts';
import { commitParams } from './commit-params.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Step } from './step.ts';

/** Bump, changelog, commit, build, test: all that can fail before anything is deployed. Nothing here can be seen by anybody. */
export function prepareSteps(facts: PlanFacts): readonly Step[] {
  const params = commitParams(facts);
  const bump = step('bump-version', 'bump-version', `Write ${facts.version} into the version files`, [], params);
  const changelog = step('write-changelog', 'write-changelog', `Write ${facts.project.changelog}`, [bump.id], params);
  const commit = step(
    'commit-release',
    'commit-release',
    `Commit ${facts.version} and check what it touches`,
    [changelog.id],
    params,
  );
  const steps = [bump, changelog, commit];
  const commands = [
    ...facts.project.build.map((argv, index) => ({
      argv,
      id: numbered('build', index),
      title: `Build: ${shown(facts, argv)}`,
    })),
    ...facts.project.test.map((argv, index) => ({
      argv,
      id: numbered('test', index),
      title: `Test: ${shown(facts, argv)}`,
    })),
  ];
  for (const command of commands) {
    const needs = [(steps.at(-1) ?? commit).id];
    const run = { ...params, argv: [...command.argv], timeout: facts.project.commandTimeout };
    steps.push(step(command.id, 'run-command', command.title, needs, run));
  }
  return steps;
}

/** The publication, after all that can fail: tag, branch, forge release, notes. */
export function publishSteps(facts: PlanFacts, after: readonly StepId[]): readonly Step[] {
  const params = commitParams(facts);
  const { signing } = facts.project;
  const sign = signing === undefined ? null : { format: signing.format, key: signing.key };
  const tag: Step = {
    ...publish('push-tag', `Tag ${facts.tag} and push the tag`, after, { ...params, tag: facts.tag, sign }),
    irreversible: 'A published tag is never moved or deleted.',
  };
  const branch = publish('push-branch', `Push the release commit to ${facts.project.repository.branch}`, [tag.id], {
    ...params,
    branch: facts.project.repository.branch,
  });
  const steps: Step[] = [tag, branch];
  const forge = facts.project.repository.forge;
  if (forge !== undefined) {
    const title = `Publish the ${forge.kind} release ${facts.tag}`;
    const commit = forge.assets.length === 0 ? null : params;
    steps.push(publish('forge-release', title, [branch.id], { ...forgeParams(forge, facts), commit }));
  }
  const last = steps.at(-1) ?? tag;
  steps.push(
    publish('post-notes', 'Post the release notes to the thread', [last.id], {
      notes: facts.notes,
      version: facts.version,
    }),
  );
  return steps;
}

/** What the release page is made of; the commit says in whose checkout the files to attach were built. */
function forgeParams(forge: Forge, facts: PlanFacts): Record<string, Json> {
  return {
    forge: { kind: forge.kind, repository: forge.repository },
    tag: facts.tag,
    title: facts.tag,
    body: facts.notes,
    version: facts.version,
    assets: forge.assets,
    latest: forge.latest,
    discussionCategory: forge.discussionCategory ?? null,
    generatedNotesSince: forge.generatedNotes ? { tag: previousTag(facts) } : null,
  };
}

function previousTag({ previous, tag, version }: PlanFacts): string | null {
  return previous === null ? null : tag.replace(version, () => previous);
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

function step(name: string, kind: string, title: string, needs: readonly StepId[], params: Record<string, Json>): Step {
  return { ...plainStep, id: StepId.parse(`prepare/${name}`), kind, title, needs: [...needs], params };
}

function publish(name: string, title: string, needs: readonly StepId[], params: Record<string, Json>): Step {
  return {
    ...plainStep,
    id: StepId.parse(`publish/${name}`),
    kind: name,
    title,
    needs: [...needs],
    params,
    effect: 'public',
  };
}

/** A command line for people, with the version filled in. */
function shown(facts: PlanFacts, argv: readonly string[]): string {
  return argv.join(' ').replaceAll('{version}', facts.version);
}
