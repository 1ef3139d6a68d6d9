import type { ArtifactStore } from './artifact-store.ts';
import type { RunningVersion } from './deployer-protocol.ts';
import { nextRouteOf, type Place, places, routeOf } from './place.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { isSameSlot, nothing, type Slot, type Standing } from './standing.ts';
import type { Backend, WeightedProxy } from './weighted-proxy.ts';

const DRAIN_TIMEOUT = 5_000;

type Running = Slot & { readonly artifact: string; readonly name: string; readonly process: ServiceProcess };

/** The processes of one version, at least one. */
type Group = readonly [Running, ...Running[]];

/** The processes of one place: those that take requests, those beside them, and those that are compared with. */
type Pair = {
  readonly main: Group | null;
  readonly beside: Group | null;
  readonly percent: number;
  readonly count?: number;
  /** Processes of the version that takes requests, under a name of their own. */
  readonly baseline: { readonly group: Group; readonly label: string } | null;
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
  /** How many processes the service has at a place. */
  readonly instances: (place: Place) => number;
  readonly read: (place: Place) => RunningVersion;
  readonly pids: () => readonly number[];
  readonly stopAll: () => Promise<void>;
};

const empty: Pair = { main: null, beside: null, percent: 0, baseline: null };

/** The processes behind the proxy. Calls for one place must come one after the other. */
export function createRunningServices(world: {
  readonly proxy: WeightedProxy;
  readonly artifacts: ArtifactStore;
  readonly instances: (place: Place) => number;
  readonly baseUrl: () => string;
}): RunningServices {
  const { instances, proxy } = world;
  const pairs = new Map<string, Pair>();
  const pairAt = (place: Place): Pair => pairs.get(routeOf(place)) ?? empty;
  const start = createStarter(world);

  const bring: RunningServices['bring'] = async (place, standing, onSwitch) => {
    const before = pairAt(place);
    const { percent, count } = standing;
    const provided = await provide(before, standing, { all: instances(place), start: (slot) => start(place, slot) });
    const after = { ...provided, percent, ...(count === undefined ? {} : { count }) };
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
    const [{ version, commit, artifact }] = main;
    const shared = beside !== null && percent > 0;
    return {
      version,
      commit,
      status: aliveIn(main) > 0 ? 'running' : 'stopped',
      artifact,
      instances: instances(place),
      ...(shared ? { shares: sharesOf(main, beside, percent, baseline) } : {}),
      ...(beside === null || shared ? {} : { idle: beside[0].version, idleArtifact: beside[0].artifact }),
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
      const { main, beside, percent, count, baseline } = pairAt(place);
      if (main === null) return nothing;
      const compared = baseline === null ? {} : { baseline: baseline.label };
      const counted = count === undefined ? {} : { count };
      return { main: slotOf(main), beside: beside === null ? null : slotOf(beside), percent, ...counted, ...compared };
    },
    instances,
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
 * The processes for what is meant to run, `all` of a version that takes no other's place. One that runs already is kept where it is on its way,
 * promoted or switched back; a version that is deployed whole in place of itself is started anew.
 */
async function provide(
  before: Pair,
  wanted: Standing,
  { all, start }: { readonly all: number; readonly start: (slot: Slot) => Promise<Running> },
) {
  const isRedeployed =
    before.beside === null && wanted.beside === null && isSameSlot(before.main?.[0] ?? null, wanted.main);
  const known = isRedeployed ? [] : [...(before.main ?? []), ...(before.beside ?? [])];
  const started: Running[] = [];
  const take = async (slot: Slot | null, count: number, from: readonly Running[] = known): Promise<Group | null> => {
    if (slot === null) return null;
    const group = from.filter((one) => isSameSlot(one, slot) && one.process.isAlive()).slice(0, count);
    while (group.length < count) {
      const fresh = await start(slot);
      started.push(fresh);
      group.push(fresh);
    }
    const [first, ...others] = group;
    return first === undefined ? null : [first, ...others];
  };
  // They are as old as those beside, so they stay for as long as those do and are never the ones that ran before.
  const takeBaseline = async (): Promise<Pair['baseline']> => {
    const { main, baseline: label } = wanted;
    const kept = before.baseline?.label === label ? before.baseline?.group : undefined;
    const group = label === undefined ? null : await take(main, all, kept ?? []);
    return label === undefined || group === null ? null : { group, label };
  };
  try {
    const main = await take(wanted.main, all - (wanted.count ?? 0));
    const beside = await take(wanted.beside, wanted.count ?? all);
    return { main, beside, baseline: await takeBaseline() };
  } catch (error) {
    await Promise.all(started.map(({ process }) => process.stop()));
    throw error;
  }
}

/** Gives each its share of the requests; those beside can be asked by themselves, too, so that they are checked before requests reach them. */
function shareOut(proxy: WeightedProxy, place: Place, { main, beside, percent, baseline }: Pair): void {
  const backends = (group: Group | null, weight: number, label?: string): Backend[] =>
    (group ?? []).map(({ name, version, process: { port, metricsPort } }, _, { length }) => ({
      name,
      version: label ?? version,
      port,
      metricsPort,
      weight: weight / length,
    }));
  const compared = baseline === null ? 0 : percent;
  proxy.setBackends(routeOf(place), [
    ...backends(main, 100 - percent - compared),
    ...backends(beside, percent),
    ...backends(baseline?.group ?? null, compared, baseline?.label),
  ]);
  proxy.setBackends(nextRouteOf(place), backends(beside, 1));
}

/** Whole percents that add up to 100, with the processes that are alive. */
function sharesOf(main: Group, beside: Group, exact: number, baseline: Pair['baseline']) {
  const percent = Math.round(exact);
  const share = (group: Group, part: number, version = group[0].version) => ({
    version,
    percent: part,
    instances: aliveIn(group),
    artifact: group[0].artifact,
  });
  const compared = baseline === null ? [] : [share(baseline.group, percent, baseline.label)];
  return [share(main, 100 - percent - compared.length * percent), share(beside, percent), ...compared];
}

async function endGently(proxy: WeightedProxy, { name, process }: Running): Promise<void> {
  await proxy.drain(name, DRAIN_TIMEOUT);
  await process.stop();
}

function slotOf([{ version, commit, artifact }]: Group): Slot {
  return { version, commit, artifact };
}

function aliveIn(group: Group): number {
  return group.filter(({ process }) => process.isAlive()).length;
}

function processesOf({ main, beside, baseline }: Pair): readonly Running[] {
  return [main, beside, baseline?.group ?? null].flatMap((group) => group ?? []);
}

function allProcesses(pairs: ReadonlyMap<string, Pair>): readonly Running[] {
  return [...pairs.values()].flatMap(processesOf);
}
