import type { BreakerLimit } from '../project-log/open-breaker.ts';
import type { PlanFacts } from './plan-facts.ts';

/**
 * The breaker that a claim on an environment asks first; null where none does. It guards the last environment only, and never stands in the way
 * of a rollback, a hotfix, or a release that somebody has let through.
 */
export function claimLimit(facts: PlanFacts, environment: string): BreakerLimit | null {
  const { intent, isHotfix, overrides, project } = facts;
  const isExempt = intent !== 'release' || isHotfix === true || overrides.some(({ rule }) => rule === 'breaker');
  const limit = breakerLimit(project);
  return isExempt || limit?.environment !== environment || project.rollback.breaker?.mode !== 'act' ? null : limit;
}

/** From how many rollbacks on a service is not released any more, and where they count; null where they never do. */
export function breakerLimit({ rollback, environments }: PlanFacts['project']): BreakerLimit | null {
  const { rollbacks, within } = rollback.breaker ?? {};
  const last = environments.at(-1)?.name;
  return rollbacks === undefined || within === undefined || last === undefined
    ? null
    : { environment: last, rollbacks, within };
}
