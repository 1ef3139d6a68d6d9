import type { Sha } from '../ids.ts';
import type { Plan } from '../plan/plan.ts';
import { inOrder } from '../plan/release-part.ts';
import type { RolloutSettings } from '../plan/rollout-settings.ts';
import { leftByTag } from '../plan/settle-parts.ts';
import type { ProposeWarning } from './propose-outcome.ts';

/** What somebody who named the parts of a release, or wanted no approval, should know of the plan that was made of it. */
export function partWarnings(asked: RolloutSettings | undefined, plan: Plan): readonly ProposeWarning[] {
  const warnings: ProposeWarning[] = [];
  const gates = plan.steps.filter((step) => step.gate?.kind === 'approval');
  if (asked?.approvalRequired === false && gates.length > 0)
    warnings.push({ code: 'approval_stands', gates: gates.map((step) => step.title) });
  if (plan.tagged !== undefined) warnings.push(asTagged(asked, plan, plan.tagged.commit));
  const parts = plan.settings?.parts;
  if (asked?.parts === undefined || parts === undefined) return warnings;
  if (parts.includes('build') && !asked.parts.includes('build')) warnings.push({ code: 'build_added' });
  if (parts.includes('deploy') && !parts.includes('tag') && plan.tagged === undefined)
    warnings.push({ code: 'deployed_untagged', version: plan.version });
  if (parts.includes('tag') && !parts.includes('deploy'))
    warnings.push({ code: 'tagged_undeployed', version: plan.version });
  return warnings;
}

function asTagged(asked: RolloutSettings | undefined, { tag }: Plan, commit: Sha): ProposeWarning {
  const named = asked?.parts ?? [];
  const left = leftByTag(named);
  return { code: 'as_tagged', tag, commit, done: inOrder(named.filter((part) => !left.includes(part))) };
}
