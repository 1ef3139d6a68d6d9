import type { VersionFault } from '../version/parse-version.ts';
import type { KnownProject } from './command-context.ts';

/** Why a command line was not understood. Stable; a template words each with its rule. */
export const commandRefusalCodes = [
  'unclosed_quote',
  'unknown_flag',
  'given_twice',
  'value_missing',
  'one_value_only',
  'too_long',
  'unknown_word',
  'unknown_project',
  'project_missing',
  'unknown_service',
  'unknown_environment',
  'unknown_strategy',
  'version_malformed',
  'version_missing',
  'reason_missing',
  'step_missing',
  'step_malformed',
  'release_malformed',
  'plan_malformed',
  'not_one_of',
  'argument_missing',
  'ref_malformed',
  'path_malformed',
  'commits_malformed',
  'identifier_malformed',
  'duration_malformed',
  'shares_malformed',
  'date_malformed',
  'metric_malformed',
  'unknown_check',
  'count_malformed',
  'batches_without_rolling',
] as const;
export type CommandRefusalCode = (typeof commandRefusalCodes)[number];

/** One command line that was refused: what was typed, the rule by its code, and the nearest right thing. */
export type CommandRefusal = {
  readonly code: CommandRefusalCode;
  /** The part that was refused, as typed; empty when something is missing. */
  readonly value: string;
  /** The flag or argument it was meant for, such as `--services`; null where it is none. */
  readonly place: string | null;
  readonly nearest: string | null;
  /** What would have been right, where that is a list. */
  readonly known: readonly string[];
  /** For a version. */
  readonly fault: VersionFault | null;
  /** The whole line with the nearest right thing in its place. */
  readonly correction: string | null;
  /** How the form is written. */
  readonly usage: string;
};

/** A refusal before it is known which line it belongs to. */
export type ArgumentRefusal = Pick<CommandRefusal, 'code'> &
  Partial<Omit<CommandRefusal, 'code' | 'correction' | 'usage'>>;

/** A value that was read, or why not. */
export type Read<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'refused'; readonly refusal: ArgumentRefusal };

/** A value that was read. */
export function read<Value>(value: Value): Read<Value> {
  return { kind: 'read', value };
}

/** A refusal of what was typed. */
export function refuse(refusal: ArgumentRefusal): { readonly kind: 'refused'; readonly refusal: ArgumentRefusal } {
  return { kind: 'refused', refusal };
}

/** The refusal of a line that names no project where none is implied. */
export function projectMissing(projects: readonly KnownProject[]): ReturnType<typeof refuse> {
  return refuse({ code: 'project_missing', place: '--project', known: projects.map(({ name }) => name) });
}
