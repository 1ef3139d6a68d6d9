import { z } from 'zod';
import { Json } from '#domain/ids.ts';
import type { HaproxyConfig } from '#domain/project/deployer-config.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import type { Change } from './changes.ts';
import type { LatestDeployment, LatestDeployments } from './latest-deployment.ts';
import type { Place, Side } from './place.ts';
import type { RuntimeClient } from './runtime-client.ts';
import { drainCommands, type ProcessState, readProcesses, shiftCommands, stateCommands } from './traffic.ts';

/** All that one deployment is carried out with. */
export type Work = {
  readonly config: HaproxyConfig;
  readonly client: RuntimeClient;
  readonly place: Place;
  readonly deployment: Deployment;
  readonly latest: LatestDeployments;
  readonly deployers: Readonly<Record<Side, Deployer>>;
  readonly now: () => number;
};

/** How far one change is. `inner` finds the work of the side's deployer again. */
type Progress =
  | { readonly kind: 'made'; readonly note?: string }
  | { readonly kind: 'waiting'; readonly note: string; readonly inner?: Json }
  | { readonly kind: 'failure'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** What finds a deployment again: the change it waited for and, where the side's deployer makes that, how it is found there. */
export const DeploymentHandle = z.object({ at: z.number().nullable(), inner: Json });
export type DeploymentHandle = z.infer<typeof DeploymentHandle>;

const lookAgainIn = 1_000;
const superseded: DeploymentStatus = { kind: 'unknown', why: 'Another deployment came before this one had ended.' };

/**
 * Brings on the deployment whose key is the latest: what is next is changed as soon as what was before has settled. What it did is written down
 * before anything further is done. Several workers may do so at once: a change that is made already is left alone.
 */
export async function carryOn(
  work: Work,
  begun: LatestDeployment,
  handle: DeploymentHandle | null,
): Promise<DeploymentStatus> {
  let record = begun;
  if (record.failed !== null) return { kind: 'failure', why: record.failed };
  for (let change = record.changes[record.at]; change !== undefined; change = record.changes[record.at]) {
    const inner = handle?.at === record.at ? handle.inner : null;
    const progress = await make(work, record, change, inner);
    if (progress === null) return superseded;
    if (progress.kind === 'unknown') return { kind: 'unknown', why: progress.why };
    if (progress.kind === 'waiting') {
      const next: DeploymentHandle = { at: record.at, inner: progress.inner ?? null };
      return { kind: 'in_progress', handle: next, note: progress.note, lookAgainIn };
    }
    if (progress.kind === 'failure') {
      await work.latest.note({ ...record, failed: progress.why });
      return { kind: 'failure', why: progress.why };
    }
    const notes = progress.note === undefined ? record.notes : [...record.notes, progress.note];
    record = { ...record, at: record.at + 1, since: work.now(), isSent: false, notes };
    if (!(await work.latest.note(record))) return superseded;
  }
  return { kind: 'success', ...(record.notes.length === 0 ? {} : { note: record.notes.join(' ') }) };
}

/** Null when another deployment has come after this one. */
function make(work: Work, record: LatestDeployment, change: Change, inner: Json): Promise<Progress | null> {
  switch (change.kind) {
    case 'run':
    case 'stop':
      return bring(work, record, change, inner);
    case 'clear':
      return clear(work, record, change.side);
    case 'wake':
      return wake(work, record, change.side);
    case 'shift': {
      const { percent, side } = change;
      return applied(work, record, (found) => shiftCommands(work.place, found, side, percent));
    }
  }
}

/** What the side's own deployer does. A key that it may have been sent is looked for before it is sent again. */
async function bring(
  work: Work,
  record: LatestDeployment,
  change: Extract<Change, { kind: 'run' | 'stop' }>,
  inner: Json,
): Promise<Progress | null> {
  const { deployment, latest } = work;
  const deployer = work.deployers[change.side];
  const { stage: _whole, ...rest } = deployment;
  const { previous, side } = change;
  const own: Deployment = {
    ...rest,
    key: `${deployment.key}/${side}`,
    version: change.kind === 'run' ? change.version : null,
    previous,
  };
  if (!record.isSent && !(await latest.note({ ...record, isSent: true }))) return null;
  const known = !record.isSent ? null : inner === null ? await deployer.find(own) : await deployer.poll(own, inner);
  const status = known === null || known.kind === 'not_seen' ? await deployer.deploy(own) : known;
  if (status.kind === 'success') return { kind: 'made' };
  if (status.kind !== 'in_progress') return status;
  const note = status.note ?? `The deployer of the ${side} side is at work.`;
  return { kind: 'waiting', note, inner: status.handle };
}

/** Nothing new to the side, then maintenance: as soon as its requests have ended, or their time is up. */
async function clear(work: Work, record: LatestDeployment, side: Side): Promise<Progress | null> {
  const { client, config, now, place } = work;
  const drained = await applied(work, record, (found) => drainCommands(place, found, side));
  if (drained?.kind !== 'made') return drained;
  const open = (await readProcesses(client, place)).reduce((sum, { servers }) => sum + sessionsOf(servers[side]), 0);
  if (open > 0 && now() < record.since + config.drain)
    return { kind: 'waiting', note: `Requests that are still in the ${side} side: ${open}.` };
  const closed = await applied(work, record, (found) =>
    stateCommands(place, found, side, { from: ['ready', 'drain'], to: 'maint' }),
  );
  if (closed?.kind !== 'made' || open === 0) return closed;
  return { kind: 'made', note: `Requests that were still in the ${side} side when its time was up: ${open}.` };
}

/**
 * Out of maintenance, and up by HAProxy's own health checks at every process: all of its servers, or one of them for a rollback, which is not kept
 * waiting by a machine that is broken besides.
 */
async function wake(work: Work, record: LatestDeployment, side: Side): Promise<Progress | null> {
  const { client, config, deployment, now, place } = work;
  const awake = await applied(work, record, (found) =>
    stateCommands(place, found, side, { from: ['maint'], to: 'drain' }),
  );
  if (awake?.kind !== 'made') return awake;
  for (const { address, servers } of await readProcesses(client, place)) {
    const down = servers[side].filter(({ isConfirmed, isUp }) => !(isUp && isConfirmed));
    const [first] = down;
    if (first === undefined || (deployment.intent === 'rollback' && down.length < servers[side].length)) continue;
    const told = `HAProxy at ${address} does not find ${first.name} up: ${first.said || 'it has not looked yet'}.`;
    if (now() < record.begunAt + config.timeout) return { kind: 'waiting', note: told };
    return { kind: 'failure', why: told };
  }
  return { kind: 'made' };
}

/**
 * Has every process carry out what it has not yet, and reads it back: an answer proves nothing of a process that was started anew in between.
 * What was applied in part is so repaired by the next look.
 */
async function applied(
  work: Work,
  record: LatestDeployment,
  commandsAt: (found: ProcessState) => readonly string[],
): Promise<Progress | null> {
  const { client, latest, place } = work;
  const missing = async (): Promise<readonly { address: string; commands: readonly string[] }[]> =>
    (await readProcesses(client, place))
      .map((found) => ({ address: found.address, commands: commandsAt(found) }))
      .filter(({ commands }) => commands.length > 0);
  const todo = await missing();
  if (todo.length === 0) return { kind: 'made' };
  // Read as late as can be: an older deployment must not undo what a newer one has done.
  if ((await latest.read())?.key !== record.key) return null;
  for (const { address, commands } of todo) await client.tell(address, commands);
  const [left] = await missing();
  if (left === undefined) return { kind: 'made' };
  return { kind: 'waiting', note: `HAProxy at ${left.address} did not keep: ${left.commands[0]}.` };
}

function sessionsOf(servers: readonly { readonly sessions: number }[]): number {
  return servers.reduce((sum, { sessions }) => sum + sessions, 0);
}
