import type { ReleaseId, StepId } from '../ids.ts';
import type { Bump } from '../version/bump.ts';
import type { Version } from '../version/version.ts';
import type { KnownProject } from './command-context.ts';

/** A version as asked for: to the letter, or the step that leads to it. */
export type AskedVersion = { readonly exact: Version } | { readonly bump: Bump | 'suggested' };

/** The arguments of a line, each read and checked against what there is; null where it was not given. */
export type ArgumentValues = {
  /** The project named, else the one implied; null where neither tells. */
  readonly project: KnownProject | null;
  readonly version: AskedVersion | null;
  readonly services: string[] | null;
  readonly environments: string[] | null;
  readonly environment: string | null;
  readonly strategy: string | null;
  readonly overrideBreaking: string | null;
  readonly to: Version | null;
  readonly reason: string | null;
  readonly release: ReleaseId | null;
  readonly step: StepId | null;
  readonly plan: string | null;
};
