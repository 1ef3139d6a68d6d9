import { ReleaseError } from '#errors.ts';
import { otherThan, type Place, type Side, sides } from './place.ts';
import { type RuntimeClient, refused } from './runtime-client.ts';
import { readServers, type ServerState } from './server-states.ts';
import { type Weights, weightsFor } from './weights.ts';

/** The servers of both sides, as one HAProxy process sees them. */
export type ProcessState = {
  readonly address: string;
  readonly servers: Readonly<Record<Side, readonly ServerState[]>>;
};

/** How a server is to be; a weight only where it matters. */
type Wanted = { readonly isReady: boolean; readonly weight?: number };

/**
 * What every process of HAProxy sees. Throws DEPLOYER_FAILED where one lacks a server, or has one that takes requests and is on neither side:
 * shares could not be told then.
 */
export function readProcesses(client: RuntimeClient, place: Place): Promise<readonly ProcessState[]> {
  return Promise.all(
    place.addresses.map(async (address) => {
      const found = await readServers(client, address, place.backend);
      const named = (side: Side) =>
        place.servers[side].map((name) => {
          const server = found.find((one) => one.name === name);
          if (server === undefined) throw refused(address, `there is no server ${name} in ${place.backend}.`);
          return server;
        });
      const known = new Set(sides.flatMap((side) => place.servers[side]));
      const stranger = found.find((one) => !known.has(one.name) && one.admin === 'ready' && one.weight > 0);
      if (stranger !== undefined)
        throw refused(
          address,
          `the server ${stranger.name} of ${place.backend} takes requests and is on neither side.`,
        );
      return { address, servers: { blue: named('blue'), green: named('green') } };
    }),
  );
}

/** The share of a side in percent at one process: of the weights that were set, as long as a server of the side is up. Null where none is up. */
export function shareIn({ servers }: ProcessState, side: Side): number | null {
  const [own, rest] = [weightOf(servers[side]), weightOf(servers[otherThan(side)])];
  return own + rest === 0 ? null : (100 * own) / (own + rest);
}

function weightOf(servers: readonly ServerState[]): number {
  const open = servers.filter(({ admin }) => admin === 'ready');
  return open.some(({ isUp }) => isUp) ? open.reduce((sum, { weight }) => sum + weight, 0) : 0;
}

/** The weights that give a side this share in percent (1 to 100). Throws DEPLOYER_FAILED where there are none. */
export function weightsAt({ servers }: Place, side: Side, percent: number): Weights {
  if (percent === 100) return { side: 100, other: 0 };
  const counts = { side: servers[side].length, other: servers[otherThan(side)].length };
  const weights = weightsFor(percent, counts);
  if (weights !== null) return weights;
  const why = `No weights from 1 to 256 give ${percent} % to ${counts.side} of ${counts.side + counts.other} servers. Choose another share, or sides of like size.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
}

/** The commands that give a side this share of the traffic, at a process where that is not so yet. */
export function shiftCommands(place: Place, found: ProcessState, side: Side, percent: number): readonly string[] {
  const other = otherThan(side);
  const weights = weightsAt(place, side, percent);
  return commandsFor(place, found, {
    [side]: { isReady: true, weight: weights.side },
    [other]: percent === 100 ? { isReady: false } : { isReady: true, weight: weights.other },
  });
}

/** The commands that leave a side without new requests. */
export function drainCommands(place: Place, found: ProcessState, side: Side): readonly string[] {
  return commandsFor(place, found, { [side]: { isReady: false } });
}

/** The commands that move servers of a side from one state to another. */
export function stateCommands(
  place: Place,
  { servers }: ProcessState,
  side: Side,
  change: { readonly from: readonly ServerState['admin'][]; readonly to: ServerState['admin'] },
): readonly string[] {
  const moved = servers[side].filter(({ admin }) => change.from.includes(admin));
  return moved.map(({ name }) => `set server ${place.backend}/${name} state ${change.to}`);
}

/** Weights first, then who takes requests, and last who no longer does: at no moment is there nobody. */
function commandsFor(
  place: Place,
  { servers }: ProcessState,
  wanted: Partial<Record<Side, Wanted>>,
): readonly string[] {
  const each = sides.flatMap((side) => servers[side].map((server) => ({ server, wish: wanted[side] })));
  const command = (name: string, rest: string): string => `set server ${place.backend}/${name} ${rest}`;
  const weights = each.flatMap(({ server, wish }) =>
    wish?.weight === undefined || wish.weight === server.weight ? [] : [command(server.name, `weight ${wish.weight}`)],
  );
  const opened = each.flatMap(({ server, wish }) =>
    wish?.isReady === true && server.admin !== 'ready' ? [command(server.name, 'state ready')] : [],
  );
  const closed = each.flatMap(({ server, wish }) =>
    wish?.isReady === false && server.admin === 'ready' ? [command(server.name, 'state drain')] : [],
  );
  return [...weights, ...opened, ...closed];
}
