import type { ArtifactStore } from './artifact-store.ts';
import type { RunningVersion } from './deployer-protocol.ts';
import { nextRouteOf, type Place, places, routeOf } from './place.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { isSameSlot, nothing, type Slot, type Standing } from './standing.ts';
import type { Backend, WeightedProxy } from './weighted-proxy.ts';

const DRAIN_TIMEOUT = 5_000;

type Running = Slot & { readonly artifact: string; readonly name: string; readonly process: ServiceProcess };

/** The processes of one place: the one that takes requests, the one beside it, and the one that is compared with. */
type Pair = {
  readonly main: Running | null;
  readonly beside: Running | null;
  readonly percent: number;
  /** A process of the version that takes requests, under a name of its own. */
  readonly baseline: (Running & { readonly label: string }) | null;
};

export type RunningServices = {
  /**
   * Brings a place to what is meant to run there: starts what is missing beside what runs, shares the requests out once all of it listens, lets
   * what is not meant to run any more finish its requests and ends it. `onSwitch` is called in the same turn as the switch. Rejects, with what
   * ran untouched, when something does not start.
   */
  readonly bring: (place: Place, standing: Standing, onSwitch: () => void) => Promise<void>;
  /** What is meant to run at a place, by what was brought there. */
  readonly standing: (place: Place) => Standing;
  readonly read: (place: Place) => RunningVersion;
  readonly pids: () => readonly number[];
  readonly stopAll: () => Promise<void>;
};

const empty: Pair = { main: null, beside: null, percent: 0, baseline: null };

/** The processes behind the proxy. Calls for one place must come one after the other. */
export function createRunningServices(world: {
  readonly proxy: WeightedProxy;
  readonly artifacts: ArtifactStore;
  readonly baseUrl: () => string;
}): RunningServices {
  const { proxy } = world;
  const pairs = new Map<string, Pair>();
  const pairAt = (place: Place): Pair => pairs.get(routeOf(place)) ?? empty;
  const start = createStarter(world);

  const bring: RunningServices['bring'] = async (place, standing, onSwitch) => {
    const before = pairAt(place);
    const after = { ...(await provide(before, standing, (slot) => start(place, slot))), percent: standing.percent };
    onSwitch();
    pairs.set(routeOf(place), after);
    shareOut(proxy, place, after);
    const stay = processesOf(after);
    const gone = processesOf(before).filter(({ name }) => !stay.some((one) => one.name === name));
    await Promise.all(gone.map((one) => endGently(proxy, one)));
  };

  const read: RunningServices['read'] = (place) => {
    const { main, beside, percent, baseline } = pairAt(place);
    if (main === null) return { version: null, commit: null, status: 'absent' };
    const shared = beside !== null && percent > 0;
    return {
      version: main.version,
      commit: main.commit,
      status: main.process.isAlive() ? 'running' : 'stopped',
      artifact: main.artifact,
      ...(shared ? { shares: sharesOf(main, beside, percent, baseline) } : {}),
      ...(beside === null || shared ? {} : { idle: beside.version, idleArtifact: beside.artifact }),
    };
  };

  const stopAll = async (): Promise<void> => {
    for (const place of places) shareOut(proxy, place, empty);
    await Promise.all(allProcesses(pairs).map(({ process }) => process.stop()));
    pairs.clear();
  };

  return {
    bring,
    standing: (place) => {
      const { main, beside, percent, baseline } = pairAt(place);
      if (main === null) return nothing;
      const compared = baseline === null ? {} : { baseline: baseline.label };
      return { main: slotOf(main), beside: beside === null ? null : slotOf(beside), percent, ...compared };
    },
    read,
    pids: () => allProcesses(pairs).map(({ process }) => process.pid),
    stopAll,
  };
}

type Starter = (place: Place, slot: Slot) => Promise<Running>;

function createStarter({ artifacts, baseUrl }: { artifacts: ArtifactStore; baseUrl: () => string }): Starter {
  let count = 0;
  return async (place, { version, commit, artifact: meant }) => {
    const artifact = artifacts.find(place.service, version);
    if (!artifact) throw new Error(`No artifact of ${place.service} ${version} was uploaded.`);
    const digest = `sha256:${artifact.checksum}`;
    if (meant !== null && meant !== digest)
      throw new Error(`The artifact of ${place.service} ${version} is ${digest} by now, not ${meant}.`);
    const apiUrl = `${baseUrl()}/${place.environment}/api`;
    const process = await startServiceProcess({ place, version, entry: artifact.entry, apiUrl });
    count += 1;
    return { name: `${routeOf(place)}#${count}`, version, commit, artifact: digest, process };
  };
}

/**
 * The processes for what is meant to run. One that runs already is kept where it is on its way, promoted or switched back; a version that is
 * deployed whole in place of itself is started anew.
 */
async function provide(before: Pair, wanted: Standing, start: (slot: Slot) => Promise<Running>) {
  const isRedeployed = before.beside === null && wanted.beside === null && isSameSlot(before.main, wanted.main);
  const known = isRedeployed ? [] : [before.main, before.beside].filter((one) => one !== null);
  const started: Running[] = [];
  const take = async (slot: Slot | null): Promise<Running | null> => {
    if (slot === null) return null;
    const kept = known.find((one) => isSameSlot(one, slot) && one.process.isAlive());
    if (kept !== undefined) return kept;
    const fresh = await start(slot);
    started.push(fresh);
    return fresh;
  };
  // It is as old as the one beside, so it stays for as long as that one does and is never the one that ran before.
  const takeBaseline = async (): Promise<Pair['baseline']> => {
    const { main, baseline: label } = wanted;
    if (main === null || label === undefined) return null;
    const kept = before.baseline;
    if (kept?.label === label && isSameSlot(kept, main) && kept.process.isAlive()) return kept;
    const fresh = await start(main);
    started.push(fresh);
    return { ...fresh, label };
  };
  try {
    const main = await take(wanted.main);
    const beside = await take(wanted.beside);
    return { main, beside, baseline: await takeBaseline() };
  } catch (error) {
    await Promise.all(started.map(({ process }) => process.stop()));
    throw error;
  }
}

/** Gives each its share of the requests; the one beside can be asked by itself, too, so that it is checked before requests reach it. */
function shareOut(proxy: WeightedProxy, place: Place, { main, beside, percent, baseline }: Pair): void {
  const backend = (one: Running | null, weight: number, version = one?.version ?? ''): Backend[] =>
    one === null
      ? []
      : [
          {
            name: one.name,
            version,
            port: one.process.port,
            metricsPort: one.process.metricsPort,
            weight,
          },
        ];
  const compared = baseline === null ? 0 : percent;
  proxy.setBackends(routeOf(place), [
    ...backend(main, 100 - percent - compared),
    ...backend(beside, percent),
    ...backend(baseline, compared, baseline?.label),
  ]);
  proxy.setBackends(nextRouteOf(place), backend(beside, 1));
}

function sharesOf(main: Running, beside: Running, percent: number, baseline: Pair['baseline']) {
  const compared = baseline === null ? [] : [{ version: baseline.label, percent, artifact: baseline.artifact }];
  return [
    { version: main.version, percent: 100 - percent - compared.length * percent, artifact: main.artifact },
    { version: beside.version, percent, artifact: beside.artifact },
    ...compared,
  ];
}

async function endGently(proxy: WeightedProxy, { name, process }: Running): Promise<void> {
  await proxy.drain(name, DRAIN_TIMEOUT);
  await process.stop();
}

function slotOf({ version, commit, artifact }: Running): Slot {
  return { version, commit, artifact };
}

function processesOf({ main, beside, baseline }: Pair): readonly Running[] {
  return [main, beside, baseline].filter((one) => one !== null);
}

function allProcesses(pairs: ReadonlyMap<string, Pair>): readonly Running[] {
  return [...pairs.values()].flatMap(processesOf);
}
