import type { HaproxyConfig } from '#domain/project/deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, DeployerCapabilities, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import type { Scratch } from '#ports/log-store.ts';
import { carryOn, DeploymentHandle, type Work } from './carry-out.ts';
import { changesOf } from './changes.ts';
import { checkHaproxy } from './check-haproxy.ts';
import { createLatestDeployments, type LatestDeployment, standingOf } from './latest-deployment.ts';
import { observationOf } from './observe-sides.ts';
import { placeOf, type Side } from './place.ts';
import { createRuntimeClient } from './runtime-client.ts';
import { seeSides } from './see-sides.ts';
import { weightsAt } from './traffic.ts';

export type HaproxyOptions = {
  readonly scratch: Scratch;
  /** The deployer of a side. */
  sideDeployer(config: HaproxyConfig[Side]['deployer']): Deployer;
  readonly now?: () => number;
  /** Milliseconds one exchange with a process may take. */
  readonly requestTimeout?: number;
  /** Milliseconds a worker that died while it began a deployment keeps others from beginning one. */
  readonly turn?: number;
};

/**
 * Deploys by two sides of a backend of HAProxy: a side's own deployer brings the version, and the runtime API moves the traffic (Management
 * Guide, section 9.3). HAProxy keeps no key and forgets what it was told when it is loaded anew, so which key is the latest and how far it is
 * stands in the scratch store, and the state of every process is compared with what is wanted at each look.
 */
export function createHaproxyDeployer(config: HaproxyConfig, options: HaproxyOptions): Deployer {
  const { now = Date.now, requestTimeout = 5_000, scratch, sideDeployer, turn = 30_000 } = options;
  const client = createRuntimeClient({ timeout: requestTimeout });
  const deployers = { blue: sideDeployer(config.blue.deployer), green: sideDeployer(config.green.deployer) };
  const workOf = (deployment: Deployment): Work => {
    const place = placeOf(config, deployment);
    const latest = createLatestDeployments(scratch, place, turn);
    return { config, client, place, deployment, latest, deployers, now };
  };
  return {
    capabilities: () => abilitiesOf(deployers),
    deploy: async (deployment) => deploy(workOf(deployment)),
    find: async (deployment) => find(workOf(deployment), null),
    async poll(deployment, handle) {
      const known = DeploymentHandle.parse(handle);
      const work = workOf(deployment);
      const found = await find(work, known);
      if (found.kind !== 'not_seen') return found;
      if (known.at === null) return deploy(work);
      return { kind: 'unknown', why: 'What was begun of it is no longer known. Look what runs.' };
    },
    async observe(target) {
      const place = placeOf(config, target);
      const seen = await seeSides(client, place, deployers, target);
      return observationOf(seen, await createLatestDeployments(scratch, place, turn).read());
    },
    check: () => checked(() => checkHaproxy(client, config, deployers)),
  };
}

/** As much as both deployers of the sides can do. A side is chosen by what runs there, so without that no traffic is moved. */
async function abilitiesOf(deployers: Work['deployers']): Promise<DeployerCapabilities> {
  const [blue, green] = await Promise.all([deployers.blue.capabilities(), deployers.green.capabilities()]);
  const observe = blue.observe && green.observe;
  const remove = blue.remove && green.remove;
  return {
    observe,
    remove,
    ...(observe && remove ? { stages: ['share', 'idle'] } : {}),
    ...(blue.artifacts === true && green.artifacts === true ? { artifacts: true } : {}),
  };
}

async function deploy(work: Work): Promise<DeploymentStatus> {
  const found = await find(work, null);
  if (found.kind !== 'not_seen') return found;
  const { key } = work.deployment;
  const latest = await work.latest.begin((before) => begun(work, before));
  if (latest?.key === key) return carryOn(work, latest, null);
  const note = 'Another deployment of these servers is being begun.';
  return { kind: 'in_progress', handle: { at: null, inner: null }, note, lookAgainIn: 1_000 };
}

/** What the deployment is to change; null when its key was begun meanwhile. */
async function begun(
  { client, deployers, deployment, now, place }: Work,
  before: LatestDeployment | null,
): Promise<Omit<LatestDeployment, 'before'> | null> {
  const { key, version } = deployment;
  if (standingOf(before, key) !== 'not_seen') return null;
  const { cannotTell, states } = await seeSides(client, place, deployers, deployment);
  if (cannotTell !== null) {
    const why = `What runs on the two sides has to be known, and their deployer cannot tell: ${cannotTell}`;
    throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
  }
  const changes = [...changesOf(deployment, states)];
  // Refused before a side is deployed to.
  for (const change of changes) if (change.kind === 'shift') weightsAt(place, change.side, change.percent);
  const at = { begunAt: now(), at: 0, since: now() };
  return { key, version, changes, ...at, isSent: false, failed: null, notes: [] };
}

async function find(
  work: Work,
  handle: DeploymentHandle | null,
): Promise<DeploymentStatus | { readonly kind: 'not_seen' }> {
  const latest = await work.latest.read();
  const standing = standingOf(latest, work.deployment.key);
  if (latest === null || standing === 'not_seen') return { kind: 'not_seen' };
  if (standing === 'latest') return carryOn(work, latest, handle);
  return { kind: 'unknown', why: 'It was begun, and another deployment came after it. Look what runs.' };
}

async function checked(check: () => ReturnType<Deployer['check']>): ReturnType<Deployer['check']> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ReleaseError) return { ok: false, why: error.message };
    throw error;
  }
}
