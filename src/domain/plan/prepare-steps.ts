import { type Json, StepId } from '../ids.ts';
import type { Forge } from '../project/forge.ts';
import { commitParams } from './commit-params.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { ReleasePart } from './release-part.ts';
import { partsOf } from './settle-parts.ts';
import type { Step } from './step.ts';

/**
 * Bump, changelog, commit, build, test: all that can fail before anything is deployed, as far as the release is made of it. Nothing here can
 * be seen by anybody. Without a bump and a changelog the commit that was proposed goes out as it is, or the one that was tagged before.
 */
export function prepareSteps(facts: PlanFacts): readonly Step[] {
  const params = commitParams(facts);
  const parts = partsOf(facts);
  const has = (part: ReleasePart): boolean => parts.includes(part);
  const makes = [
    ...(has('bump') ? [{ kind: 'bump-version', title: `Write ${facts.version} into the version files` }] : []),
    ...(has('changelog') ? [{ kind: 'write-changelog', title: `Write ${facts.project.changelog}` }] : []),
  ];
  // Also where nothing is written: it names the commit, so that a plan for another one does everything behind it again.
  const commit = makes.length === 0 ? takes(facts) : `Commit ${facts.version} and check what it touches`;
  const made = [...makes, { kind: 'commit-release', title: commit }];
  const commands = [
    ...(has('build') ? commandsOf(facts, 'build') : []),
    ...(has('test') ? commandsOf(facts, 'test') : []),
  ];
  const all = [...made.map(({ kind, title }) => ({ kind, title, name: kind, params })), ...commands];
  const steps: Step[] = [];
  for (const { name, kind, title, params } of all) {
    const last = steps.at(-1);
    steps.push(step(name, kind, title, last === undefined ? [] : [last.id], params));
  }
  return steps;
}

function takes({ source, tag, tagged }: PlanFacts): string {
  return tagged == null
    ? `Take ${source.slice(0, 7)} as it is, without a release commit`
    : `Take ${tag} as it was tagged, on ${tagged.commit.slice(0, 7)}`;
}

function commandsOf(facts: PlanFacts, part: 'build' | 'test') {
  const verb = part === 'build' ? 'Build' : 'Test';
  const params = commitParams(facts);
  return facts.project[part].map((argv, index) => ({
    name: numbered(part, index),
    kind: 'run-command',
    title: `${verb}: ${shown(facts, argv)}`,
    params: { ...params, argv: [...argv], timeout: facts.project.commandTimeout },
  }));
}

/** The publication, after all that can fail: tag, branch and forge release, then the notes, as far as the release is made of it. */
export function publishSteps(facts: PlanFacts, after: readonly StepId[]): readonly Step[] {
  const parts = partsOf(facts);
  const tagged = parts.includes('tag') ? tagSteps(facts, after) : [];
  if (!parts.includes('notify')) return tagged;
  const last = tagged.at(-1);
  const params = { notes: facts.notes, version: facts.version };
  const title = 'Post the release notes to the thread';
  return [...tagged, publish('post-notes', title, last === undefined ? after : [last.id], params)];
}

function tagSteps(facts: PlanFacts, after: readonly StepId[]): readonly Step[] {
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
