import { z } from 'zod';
import { abilityFor, type StageAbility } from '#domain/plan/stage.ts';
import { ReleaseError } from '#errors.ts';
import type { Cancellation, Deployer, DeployerCapabilities, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { unavailable } from './ci-refusal.ts';
import { createSentKeys, type Sent, type SentKeys } from './sent-keys.ts';

/** A run as the CI system tells of it. */
export type CiRun =
  /** `run` where it is found by another name from now on. */
  | { readonly kind: 'in_progress'; readonly note: string; readonly run?: string }
  | { readonly kind: 'success'; readonly note: string }
  | { readonly kind: 'failure'; readonly why: string };

/** What a run was started by: `run` is null where the CI system did not tell which one, or gave no answer. */
export type CiStart = { readonly run: string | null; readonly note: string };

/** What differs from one CI system to another. */
export type CiSystem = {
  /** What tells it from every other one: keys are claimed by it. */
  readonly identity: object;
  readonly abilities: {
    readonly observe: boolean;
    readonly remove: boolean;
    readonly stages: readonly StageAbility[];
    /** False where runs are not to be ended though they can be. */
    readonly cancel?: boolean;
    /** Whether a run deploys the very artifact that is named. */
    readonly artifacts?: boolean;
  };
  /** Starts a run. Throws only when surely none was started. */
  start(deployment: Deployment): Promise<CiStart>;
  /** The run that bears the key, among those made since `since` (epoch milliseconds). */
  findRun(deployment: Deployment, since: number): Promise<string | null>;
  /** Null when there is no such run. */
  look(run: string, deployment: Deployment): Promise<CiRun | null>;
  /** Ends a run; left out where it cannot be ended. One that has ended is left as it is. */
  cancel?(run: string, deployment: Deployment): Promise<Cancellation>;
  observe: Deployer['observe'];
  check: Deployer['check'];
  /** Where people look for a run that cannot be found, as the end of a sentence. */
  readonly place: string;
};

/** What every deployer of this kind is given besides its configuration. */
export type CiDeployerOptions = {
  /** Where secrets are read from, at each call. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly scratch: Scratch;
  readonly now?: () => number;
  readonly fetch?: Fetch;
  /** Milliseconds one request may take. */
  readonly requestTimeout?: number;
  /** Milliseconds that a run that was started may take to show up. */
  readonly patience?: number;
  /** Milliseconds between two looks at a run. */
  readonly interval?: number;
};

/** How requests are made, by the options and what is usual. */
export function requestOptions({ now = Date.now, requestTimeout = 20_000, fetch }: CiDeployerOptions): {
  readonly now: () => number;
  readonly requestTimeout: number;
  readonly fetch?: Fetch;
} {
  return { now, requestTimeout, ...(fetch === undefined ? {} : { fetch }) };
}

const Handle = z.object({ run: z.string().nullable(), since: z.number() });

/** Clocks of two machines may differ by this much, in milliseconds. */
const drift = 300_000;

/**
 * Deploys by runs of a CI system that knows no idempotency key: a key is claimed before its run is started, and found again by the run that
 * was told, or by the key in its name or variables. A key that was claimed and shows no run is unknown, and never sent again.
 */
export function createCiDeployer(system: CiSystem, options: CiDeployerOptions): Deployer {
  const { interval = 5_000, now = Date.now, patience = 120_000 } = options;
  const sent = createSentKeys(options.scratch, system.identity, now);
  const look = async (run: string, since: number, deployment: Deployment): Promise<DeploymentStatus> => {
    const found = await system.look(run, deployment);
    if (found === null)
      return { kind: 'unknown', why: `Its run is gone. Look at ${system.place} whether it deployed.` };
    if (found.kind !== 'in_progress') return found;
    const { note } = found;
    return { kind: 'in_progress', handle: { run: found.run ?? run, since }, note, lookAgainIn: interval };
  };
  const seek = async (deployment: Deployment, known: Sent): Promise<DeploymentStatus> => {
    const run = known.run ?? (await system.findRun(deployment, known.at - drift));
    if (run !== null) return look(run, known.at, deployment);
    if (now() - known.at < patience) return waiting(known.at, interval);
    const why = `It may have been sent, and no run shows its key. Look at ${system.place} whether it deployed.`;
    return { kind: 'unknown', why };
  };
  const find: Deployer['find'] = async (deployment) => {
    const known = await sent.read(deployment.key);
    if (known !== null) return seek(deployment, known);
    const run = await system.findRun(deployment, now() - 24 * 3_600_000);
    return run === null ? { kind: 'not_seen' } : look(run, now(), deployment);
  };

  return {
    capabilities: async () => capabilitiesOf(system),
    async deploy(deployment) {
      refuseUnable(system, deployment);
      const found = await find(deployment);
      if (found.kind !== 'not_seen') return found;
      const since = now();
      if (!(await sent.claim(deployment.key))) return waiting(since, interval);
      const { note, run } = await startOrGiveBack(system, sent, deployment);
      if (run !== null) await sent.started(deployment.key, run);
      return { kind: 'in_progress', handle: { run, since }, note, lookAgainIn: interval };
    },
    find,
    async poll(deployment, handle) {
      const { run, since } = Handle.parse(handle);
      if (run !== null) return look(run, since, deployment);
      const known = await sent.read(deployment.key);
      return seek(deployment, { at: since, run: known?.run ?? null });
    },
    ...cancelOf(system, sent),
    observe: system.observe,
    check: () => checkReachable(system),
  };
}

/** A run that has not shown up yet cannot be ended, and is asked for again. */
function cancelOf(system: CiSystem, sent: SentKeys): Pick<Deployer, 'cancel'> {
  const { abilities, cancel } = system;
  if (cancel === undefined || abilities.cancel === false) return {};
  return {
    async cancel(deployment, handle) {
      const { run: told, since } = Handle.parse(handle);
      const run = told ?? (await sent.read(deployment.key))?.run ?? (await system.findRun(deployment, since - drift));
      if (run === null) throw unavailable('Its run has not shown up yet, so it cannot be cancelled.');
      return cancel(run, deployment);
    },
  };
}

async function startOrGiveBack(system: CiSystem, sent: SentKeys, deployment: Deployment): Promise<CiStart> {
  try {
    return await system.start(deployment);
  } catch (error) {
    if (error instanceof ReleaseError) await sent.giveBack(deployment.key);
    throw error;
  }
}

function waiting(since: number, interval: number): DeploymentStatus {
  const note = 'It was sent; its run has not shown up yet.';
  return { kind: 'in_progress', handle: { run: null, since }, note, lookAgainIn: interval };
}

function capabilitiesOf({ abilities: { artifacts = false, observe, remove, stages } }: CiSystem): DeployerCapabilities {
  return { observe, remove, ...(stages.length === 0 ? {} : { stages }), ...(artifacts ? { artifacts } : {}) };
}

/** A plan that needs more was refused before; this holds for plans made under another configuration. */
function refuseUnable({ abilities }: CiSystem, { stage, version }: Deployment): void {
  const needed = stage === undefined ? null : abilityFor(stage);
  const lacks =
    version === null && !abilities.remove
      ? 'remove'
      : needed === null || abilities.stages.includes(needed)
        ? null
        : needed;
  if (lacks === null) return;
  const why = `The deployer is not configured to do "${lacks}". Correct it in fairlead.yml, and plan the release again.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
}

async function checkReachable(system: CiSystem): ReturnType<Deployer['check']> {
  try {
    return await system.check();
  } catch (error) {
    if (error instanceof ReleaseError) return { ok: false, why: error.message };
    throw error;
  }
}
