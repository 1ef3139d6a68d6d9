import { StepId } from '../ids.ts';
import { rulesFor } from './environment-steps.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import { needsApproval } from './settle-parts.ts';
import type { Step } from './step.ts';

/**
 * The approval in front of the first thing that is deployed or published, where one is needed and the first environment asks for none. It is
 * given by those who approve for the last environment, else by the managers. Null where none is needed.
 */
export function releaseApproval(facts: PlanFacts, after: readonly StepId[]): Step | PlanRefusal | null {
  const { environments, managers } = facts.project;
  const first = environments.find(({ name }) => facts.environments.includes(name));
  const last = environments.at(-1);
  const isAsked = first !== undefined && rulesFor(facts, first).length > 0;
  if (last === undefined || isAsked || facts.intent !== 'release' || !needsApproval(facts)) return null;
  const rules = last.approvals.length > 0 ? last.approvals : [{ roles: managers, count: 1 }];
  if (rules.every(({ roles }) => roles.length === 0)) return { code: 'approval_without_approver' };
  const { selfApproval, authorApproval, approvalExpires: expires } = last;
  const why = facts.settings?.approvalRequired === true ? '' : ', since it is not tested';
  return {
    ...plainStep,
    id: StepId.parse('prepare/approval'),
    kind: 'approval',
    title: `Approval before anything is ${first === undefined ? 'published' : 'deployed'}${why}`,
    needs: [...after],
    params: { before: first === undefined ? 'publication' : 'deployment' },
    gate: { kind: 'approval', rules: [...rules], selfApproval, authorApproval, expires },
  };
}
