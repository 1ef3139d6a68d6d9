import { type Actor, isSamePerson } from '../actor.ts';
import type { Release } from '../release/release.ts';
import { stepOf } from '../release/step-of.ts';
import type { MoveKind, MoveRequest } from './move.ts';

/** Who may make a move: anyone in the channel, the requester, or holders of a role. */
export type Permission = { readonly anyone: boolean; readonly requester: boolean; readonly roles: readonly string[] };

/** A person at the moment they act: their roles are looked up then, not remembered. */
export type Person = { readonly actor: Actor; readonly roles: readonly string[]; readonly email: string | null };

/** The one table of who may press what. Approvals and rejections belong to the gate's roles; the gate's own rules come on top. */
export function whoMay(release: Release, move: MoveKind, step: MoveRequest['step']): Permission {
  const { managers, rollback } = release.plan;
  const operators = [...new Set([...managers, ...rollback.roles])];
  switch (move) {
    case 'approve':
    case 'reject':
      return { anyone: false, requester: false, roles: gateRoles(release, step) };
    case 'hold':
    case 'resume':
      return { anyone: true, requester: true, roles: [] };
    // The breaker is closed by those who answer for it; where nobody is named, by who asked for the release.
    case 'close-breaker':
      return { anyone: false, requester: operators.length === 0, roles: operators };
    case 'roll-back':
    case 'roll-back-now':
    case 'stop-countdown':
      return { anyone: false, requester: true, roles: operators };
    case 'cancel':
    case 'retry-step':
    case 'run-step-again':
      return { anyone: false, requester: true, roles: operators };
    case 'step-happened':
      return { anyone: false, requester: release.plan.intent !== 'rollback', roles: operators };
    // To look for longer does no harm; to look for less is an override of what the plan was approved with.
    case 'extend':
    case 'agree':
    case 'disagree':
      return { anyone: true, requester: true, roles: [] };
    case 'promote':
      return { anyone: false, requester: false, roles: [...new Set([...promoters(release, step), ...operators])] };
    // Going on in spite of a failed check or verification is an override: for named roles only.
    case 'accept-step':
      return { anyone: false, requester: false, roles: operators };
    case 'take-new-commits':
    case 'keep-approved-commit':
      return { anyone: false, requester: true, roles: [...new Set([...managers, ...allGateRoles(release)])] };
  }
}

/** Whether this person is one the permission names. */
export function isPermitted(permission: Permission, release: Release, person: Person): boolean {
  if (person.actor.kind === 'automatic') return false;
  if (permission.anyone) return true;
  if (permission.requester && isSamePerson(person.actor, release.requestedBy)) return true;
  return permission.roles.some((role) => person.roles.includes(role));
}

function gateRoles(release: Release, step: MoveRequest['step']): readonly string[] {
  const gate = step === null ? null : (stepOf(release, step)?.gate ?? null);
  return gate?.kind === 'approval' ? [...new Set(gate.rules.flatMap((rule) => rule.roles))] : [];
}

function allGateRoles(release: Release): readonly string[] {
  return release.plan.steps.flatMap((step) => gateRoles(release, step.id));
}

/** The roles that the policy of the environment lets a canary go further by. */
function promoters(release: Release, step: MoveRequest['step']): readonly string[] {
  const named = step === null ? null : (stepOf(release, step)?.params.promoters ?? null);
  return Array.isArray(named) ? named.filter((role) => typeof role === 'string') : [];
}
