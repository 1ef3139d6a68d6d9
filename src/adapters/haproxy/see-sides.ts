import type { Deployer, Observation } from '#ports/deployer.ts';
import type { SideState } from './changes.ts';
import { type Place, type Side, sides } from './place.ts';
import type { RuntimeClient } from './runtime-client.ts';
import { type ProcessState, readProcesses, shareIn } from './traffic.ts';

/** What is on both sides, and what is odd about it. `cannotTell` is why a side's own deployer does not know. */
export type Seen = {
  readonly states: Readonly<Record<Side, SideState>>;
  readonly cannotTell: string | null;
  readonly notes: readonly string[];
};

/**
 * Versions by the deployers of the sides, shares by every process of HAProxy. Where processes do not agree the share is the mean, which is what
 * customers meet with when all are asked equally often, and a note says so.
 */
export async function seeSides(
  client: RuntimeClient,
  place: Place,
  deployers: Readonly<Record<Side, Deployer>>,
  target: { readonly service: string; readonly environment: string },
): Promise<Seen> {
  const [processes, blue, green] = await Promise.all([
    readProcesses(client, place),
    deployers.blue.observe(target),
    deployers.green.observe(target),
  ]);
  const shares = processes.map((process) => shareIn(process, 'blue'));
  const known = shares.filter((share) => share !== null);
  const mean = known.length === 0 ? null : Math.round(known.reduce((sum, share) => sum + share, 0) / known.length);
  const silent = [blue, green].find((one) => one.kind === 'cannot_tell');
  return {
    states: {
      blue: { ...toldBy(blue), percent: mean ?? 0 },
      green: { ...toldBy(green), percent: mean === null ? 0 : 100 - mean },
    },
    cannotTell: silent?.kind === 'cannot_tell' ? silent.why : null,
    notes: [...disagreement(processes, shares), ...downOnes(processes)],
  };
}

function toldBy(observation: Observation): Omit<SideState, 'percent'> {
  if (observation.kind !== 'running') return { version: null };
  const { artifact, version } = observation;
  return { version, ...(artifact === undefined ? {} : { artifact }) };
}

function disagreement(processes: readonly ProcessState[], shares: readonly (number | null)[]): readonly string[] {
  const said = shares.map((share) => (share === null ? 'no share' : `${Math.round(share)} %`));
  if (new Set(said).size < 2) return [];
  const each = processes.map(({ address }, index) => `${address} ${said[index]}`);
  return [`The processes of HAProxy do not agree on the share of blue: ${each.join(', ')}.`];
}

function downOnes(processes: readonly ProcessState[]): readonly string[] {
  const down = processes.flatMap(({ servers }) =>
    sides.flatMap((side) => servers[side].filter(({ admin, isUp }) => admin === 'ready' && !isUp)),
  );
  const names = [...new Set(down.map(({ name }) => name))];
  return names.length === 0 ? [] : [`Down, by HAProxy's health checks: ${names.join(', ')}.`];
}
