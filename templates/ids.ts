import type { MoveKind } from '#domain/moves/move.ts';

/** Slack ids, all in one place, in snake_case. A contract test holds that each has a handler. */
export const moveActionIds = {
  approve: 'release_approve',
  reject: 'release_reject',
  hold: 'release_hold',
  resume: 'release_resume',
  'close-breaker': 'breaker_close',
  cancel: 'release_cancel',
  'retry-step': 'step_retry',
  'step-happened': 'step_happened',
  'run-step-again': 'step_run_again',
  'accept-step': 'step_accept',
  promote: 'step_promote',
  extend: 'step_extend',
  agree: 'rule_agree',
  disagree: 'rule_disagree',
  'roll-back': 'release_roll_back',
  'stop-countdown': 'countdown_stop',
  'roll-back-now': 'countdown_hasten',
  'take-new-commits': 'plan_take_commits',
  'keep-approved-commit': 'plan_keep_commit',
} as const satisfies Record<MoveKind, string>;

/** Other buttons. */
export const actionIds = {
  why: 'release_why',
  editNotes: 'notes_edit',
  openRelease: 'home_open_release',
  openRollback: 'home_open_rollback',
  rollbackAsPlanned: 'rollback_plan_open',
  /** In modals: a choice that changes what the modal shows. */
  rollbackScope: 'rollback_scope',
  releaseProject: 'release_project',
  notesAudience: 'notes_audience',
  /** Buttons that only lead somewhere; Slack sends an action for them that must be acknowledged. */
  link: 'open_link',
} as const;

/** `callback_id`s of modals. */
export const callbackIds = {
  release: 'release_modal',
  rollback: 'rollback_modal',
  reason: 'reason_modal',
  command: 'command_modal',
  notes: 'notes_modal',
} as const;

/** `block_id`s and `action_id`s of modal inputs. The values of a submission are found under them. */
export const inputIds = {
  project: 'project',
  unit: 'unit',
  version: 'version',
  services: 'services',
  environments: 'environments',
  strategy: 'strategy',
  environment: 'environment',
  target: 'target',
  reason: 'reason',
  breakingReason: 'breaking_reason',
  audience: 'audience',
  /** The first part of a text; the others are numbered behind it. */
  notesPart: 'notes_part',
  value: 'value',
} as const;
