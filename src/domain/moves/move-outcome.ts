import type { ApprovalFault } from '../release/approvals.ts';
import type { Drift, ReleaseEvent } from '../release/event.ts';
import type { Permission } from './who-may.ts';

/** Why a move was refused. A template words it; the codes are stable. */
export type MoveRefusal =
  | { readonly code: 'release_ended' }
  /** The state has moved on since the button was drawn. */
  | { readonly code: 'not_legal_now' }
  | { readonly code: 'not_permitted'; readonly permission: Permission }
  | { readonly code: 'own_release' }
  | { readonly code: 'own_commits' }
  /** The person saw another plan than the one in force. */
  | { readonly code: 'plan_changed'; readonly drift: Drift | null }
  | { readonly code: 'reason_missing' }
  /** What was done in these environments cannot be undone, so what ran there before cannot run there again. */
  | { readonly code: 'no_way_back'; readonly environments: readonly string[] }
  | { readonly code: 'fault'; readonly fault: ApprovalFault };

/** What comes of a move once it has been judged. */
export type MoveOutcome =
  | { readonly kind: 'accepted'; readonly events: readonly ReleaseEvent[] }
  /** A second press of the same thing by the same person: answered, not counted. */
  | { readonly kind: 'already' }
  /** The plan is to be made again, with the new commits or without them; the repository is needed for that. */
  | { readonly kind: 'replan'; readonly take: boolean }
  | { readonly kind: 'refused'; readonly refusal: MoveRefusal };
