import { isSamePerson } from '../actor.ts';
import type { Millis } from '../ids.ts';
import type { Gate, Step } from '../plan/step.ts';
import type { ApprovalRule } from '../project/environment.ts';
import type { Approval, Release } from './release.ts';

export type ApprovalGate = Extract<Gate, { kind: 'approval' }>;

/** One rule of a gate and the approvals that fill it, at most its count. */
export type Seat = { readonly rule: ApprovalRule; readonly filledBy: readonly Approval[] };

export type ApprovalStanding = { readonly seats: readonly Seat[]; readonly isSatisfied: boolean };

/** Why an approval does not count, or null when it does. */
export type ApprovalFault = 'requester' | 'author' | 'role' | 'address_unknown' | 'expired' | 'other_digest';

/**
 * Whether this person may fill a seat of the gate, by the policy in the plan. The first fault wins. Where authors may not approve, somebody
 * whose mail address nobody tells could be one, and does not count.
 */
export function approverFault(
  release: Release,
  gate: ApprovalGate,
  approver: Pick<Approval, 'by' | 'roles' | 'email'>,
): ApprovalFault | null {
  if (approver.by.kind === 'automatic') return 'role';
  if (!gate.selfApproval && isSamePerson(approver.by, release.requestedBy)) return 'requester';
  const email = approver.email?.toLowerCase() ?? null;
  if (!gate.authorApproval && email !== null && release.plan.authors.includes(email)) return 'author';
  if (!gate.rules.some((rule) => rule.roles.some((role) => approver.roles.includes(role)))) return 'role';
  const mayBeAuthor = !gate.authorApproval && email === null && release.plan.authors.length > 0;
  return mayBeAuthor ? 'address_unknown' : null;
}

/** Why a recorded approval no longer counts at `now`, or null. */
export function approvalFault(
  release: Release,
  gate: ApprovalGate,
  approval: Approval,
  now: Millis,
): ApprovalFault | null {
  if (approval.digest !== release.digest) return 'other_digest';
  if (now - approval.at >= gate.expires) return 'expired';
  return approverFault(release, gate, approval);
}

/**
 * Seats each person where they count, one seat a person over all rules of the gate. Seats are matched, not handed out greedily: a
 * person who could fill either of two seats never blocks the one who could fill only one.
 */
export function approvalStanding(release: Release, step: Step, gate: ApprovalGate, now: Millis): ApprovalStanding {
  const valid = uniquePeople(
    release.approvals.filter(
      (approval) => approval.step === step.id && approvalFault(release, gate, approval, now) === null,
    ),
  );
  const places = gate.rules.flatMap((rule, index) => Array.from({ length: rule.count }, () => index));
  const seated = new Map<number, Approval>();
  for (const approval of valid) seat(approval, gate.rules, places, seated, new Set());
  const seats = gate.rules.map((rule, index) => ({
    rule,
    filledBy: places.flatMap((place, at) => (place === index && seated.has(at) ? [seated.get(at) as Approval] : [])),
  }));
  return { seats, isSatisfied: seated.size === places.length };
}

/** One augmenting path of a bipartite matching: gives the approval a place, moving others where they can also sit. */
function seat(
  approval: Approval,
  rules: readonly ApprovalRule[],
  places: readonly number[],
  seated: Map<number, Approval>,
  tried: Set<number>,
): boolean {
  for (const [at, ruleIndex] of places.entries()) {
    if (tried.has(at) || rules[ruleIndex]?.roles.some((role) => approval.roles.includes(role)) !== true) continue;
    tried.add(at);
    const sitting = seated.get(at);
    if (sitting === undefined || seat(sitting, rules, places, seated, tried)) {
      seated.set(at, approval);
      return true;
    }
  }
  return false;
}

function uniquePeople(approvals: readonly Approval[]): readonly Approval[] {
  return approvals.filter(
    (approval, index) => approvals.findIndex((other) => isSamePerson(other.by, approval.by)) === index,
  );
}
