import type { Plan } from './plan.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import { inOrder, type ReleasePart, releaseParts } from './release-part.ts';

type Asked = Pick<PlanFacts, 'project' | 'environments' | 'settings' | 'tagged'>;

/** What a tag says is done. */
const doneByTag: readonly ReleasePart[] = ['bump', 'changelog', 'tag'];

/**
 * The parts a release is made of. What is deployed is built first, where the project is built at all, whether that was asked for or not; what
 * was done when the version was tagged before is not done again.
 */
export function partsOf({
  project,
  settings,
  tagged,
}: Pick<Asked, 'project' | 'settings' | 'tagged'>): readonly ReleasePart[] {
  const asked = tagged == null ? settings?.parts : leftByTag(settings?.parts ?? releaseParts);
  if (asked === undefined) return releaseParts;
  const isBuilt = asked.includes('deploy') && project.build.length > 0;
  return inOrder(isBuilt ? [...asked, 'build'] : asked);
}

/** Those among these parts that are still to be done once a version has its tag. */
export function leftByTag(parts: readonly ReleasePart[]): readonly ReleasePart[] {
  return parts.filter((part) => !doneByTag.includes(part));
}

/**
 * Why these parts make no release; null when they do. Only what a person named is judged: a tag that was not named and comes too early is
 * left out, one that was named is refused.
 */
export function partsRefusal(facts: Asked): PlanRefusal | null {
  const parts = partsOf(facts);
  const has = (part: ReleasePart): boolean => parts.includes(part);
  if (facts.settings?.parts === undefined) return null;
  if (!has('deploy') && facts.environments.length > 0)
    return { code: 'environments_without_deploy', environments: facts.environments };
  if (has('notify') && !has('deploy') && !has('tag')) return { code: 'notes_of_nothing' };
  const { build, test } = facts.project;
  const isRun = (has('build') && build.length > 0) || (has('test') && test.length > 0);
  if (!has('deploy') && !has('tag') && !isRun) return { code: 'nothing_left_behind', parts };
  const last = facts.project.environments.at(-1)?.name ?? '';
  if (has('tag') && has('deploy') && !facts.environments.includes(last))
    return { code: 'tag_too_early', environment: last };
  return null;
}

/** Whether anything of a plan gets out: to an environment or under a tag. */
export function isOut({ settings }: Pick<Plan, 'settings'>): boolean {
  const parts = settings?.parts;
  return parts === undefined || parts.includes('deploy') || parts.includes('tag');
}

/**
 * Whether somebody has to say yes before anything is deployed or published, whatever the environments ask for: when a person wished it, and
 * when what goes out is not tested though the project has tests.
 */
export function needsApproval({ project, settings }: Pick<Asked, 'project' | 'settings'>): boolean {
  if (settings?.approvalRequired === true) return true;
  const isTested = project.test.length === 0 || partsOf({ project, settings: settings ?? null }).includes('test');
  return !isTested && isOut(settings == null ? {} : { settings });
}
