import type { z } from 'zod';
import type { Json, ReleaseId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { BuildFiles } from '#ports/build-files.ts';
import type { Clock } from '#ports/clock.ts';
import type { CommandRunner } from '#ports/command-runner.ts';
import type { Deployers } from '#ports/deployer.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import type { Health } from '#ports/health.ts';
import type { Monitors } from '#ports/monitor.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';

/** The outside world as steps may touch it. */
export type StepPorts = {
  readonly git: GitRepositories;
  readonly forges: Forges;
  readonly deployers: Deployers;
  readonly health: Health;
  readonly monitors: Monitors;
  readonly runner: CommandRunner;
  readonly buildFiles: BuildFiles;
  readonly clock: Clock;
  readonly projects: ProjectLog;
  readonly releases: ReleaseLog;
};

/** How one look at a step ended. `events` are facts learnt on the way, recorded with the outcome. */
export type StepOutcome =
  | { readonly kind: 'succeeded'; readonly result: Json; readonly events?: readonly ReleaseEvent[] }
  /** Work goes on elsewhere; look again in `lookAgainIn` milliseconds with `handle`. An unchanged handle is not recorded again. */
  | {
      readonly kind: 'pending';
      readonly handle: Json;
      readonly lookAgainIn: number;
      readonly note?: string;
      readonly events?: readonly ReleaseEvent[];
    }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly events?: readonly ReleaseEvent[];
    }
  /** It may or may not have happened and cannot be asked: people are. */
  | { readonly kind: 'unknown'; readonly why: string; readonly events?: readonly ReleaseEvent[] };

export type StepContext = {
  readonly release: ReleaseId;
  readonly step: Step;
  readonly attempt: number;
  /** Idempotency key of this attempt: the same for every look at it, from whatever worker. */
  readonly key: string;
  /** Aborted when the worker loses its right to act. */
  readonly signal: AbortSignal;
  /** When this attempt started, epoch milliseconds. */
  readonly startedAt: number;
  /** Whether the release is being rolled back and this is a step of its way forward: what was begun is to be ended and not finished. */
  readonly isTakenBack?: boolean;
  /** The machines this attempt may have acted from, by the log. */
  readonly startedOn: () => Promise<readonly string[]>;
};

/** One kind of step. Throw a transient ReleaseError for a fault worth another try; everything expected is an outcome. */
export type StepDefinition = {
  readonly kind: string;
  /** Did it happen already? Asked whenever an earlier start may have acted. */
  probe(
    ports: StepPorts,
    params: Readonly<Record<string, Json>>,
    context: StepContext,
  ): Promise<StepOutcome | { readonly kind: 'not-done' }>;
  run(ports: StepPorts, params: Readonly<Record<string, Json>>, context: StepContext): Promise<StepOutcome>;
  poll(
    ports: StepPorts,
    params: Readonly<Record<string, Json>>,
    handle: Json,
    context: StepContext,
  ): Promise<StepOutcome>;
};

type TypedStep<P, H> = {
  readonly kind: string;
  readonly params: z.ZodType<P>;
  readonly probe: (
    ports: StepPorts,
    params: P,
    context: StepContext,
  ) => Promise<StepOutcome | { readonly kind: 'not-done' }>;
  readonly run: (ports: StepPorts, params: P, context: StepContext) => Promise<StepOutcome>;
  readonly handle?: z.ZodType<H>;
  readonly poll?: (ports: StepPorts, params: P, handle: H, context: StepContext) => Promise<StepOutcome>;
};

/**
 * Declares a step kind. Parameters are parsed with `params` (unknown keys are dropped), handles with `handle`; a kind that never returns
 * pending leaves `poll` out.
 */
export function defineStep<P, H = never>(step: TypedStep<P, H>): StepDefinition {
  return {
    kind: step.kind,
    probe: (ports, params, context) => step.probe(ports, step.params.parse(params), context),
    run: (ports, params, context) => step.run(ports, step.params.parse(params), context),
    async poll(ports, params, handle, context) {
      if (step.poll === undefined || step.handle === undefined)
        throw new TypeError(`Steps of kind ${step.kind} are never pending.`);
      return step.poll(ports, step.params.parse(params), step.handle.parse(handle), context);
    },
  };
}
