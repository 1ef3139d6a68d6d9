import type { ArtifactStore } from './artifact-store.ts';
import type { RunningVersion } from './deployer-protocol.ts';
import { type Place, places, routeOf } from './place.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import type { WeightedProxy } from './weighted-proxy.ts';

const DRAIN_TIMEOUT = 5_000;

type Running = {
  readonly name: string;
  readonly version: string;
  readonly commit: string | null;
  readonly process: ServiceProcess;
};

export type Target = { readonly version: string; readonly commit: string | null };

export type RunningServices = {
  /**
   * Starts the target beside what runs, switches the proxy over once it listens, lets the old process finish its requests and ends it.
   * `onSwitch` is called in the same turn as the switch. Rejects, with the old version untouched, when the target does not start.
   */
  readonly replace: (place: Place, target: Target, onSwitch: () => void) => Promise<void>;
  /** Takes a service out of the proxy and ends it. */
  readonly remove: (place: Place, onSwitch: () => void) => Promise<void>;
  readonly read: (place: Place) => RunningVersion;
  readonly pids: () => readonly number[];
  readonly stopAll: () => Promise<void>;
};

/** The processes behind the proxy, one per place. Calls for one place must come one after the other. */
export function createRunningServices(world: {
  readonly proxy: WeightedProxy;
  readonly artifacts: ArtifactStore;
  readonly baseUrl: () => string;
}): RunningServices {
  const { proxy, artifacts, baseUrl } = world;
  const running = new Map<string, Running>();
  let started = 0;

  const retire = async (old: Running | undefined): Promise<void> => {
    if (!old) return;
    await proxy.drain(old.name, DRAIN_TIMEOUT);
    await old.process.stop();
  };

  const replace: RunningServices['replace'] = async (place, { version, commit }, onSwitch) => {
    const artifact = artifacts.find(place.service, version);
    if (!artifact) throw new Error(`No artifact of ${place.service} ${version} was uploaded.`);
    const apiUrl = `${baseUrl()}/${place.environment}/api`;
    const process = await startServiceProcess({ place, version, entry: artifact.entry, apiUrl });
    const route = routeOf(place);
    started += 1;
    const name = `${route}#${started}`;
    const old = running.get(route);
    onSwitch();
    running.set(route, { name, version, commit, process });
    proxy.setBackends(route, [{ name, version, port: process.port, metricsPort: process.metricsPort, weight: 1 }]);
    await retire(old);
  };

  const remove: RunningServices['remove'] = async (place, onSwitch) => {
    const route = routeOf(place);
    const old = running.get(route);
    onSwitch();
    running.delete(route);
    proxy.setBackends(route, []);
    await retire(old);
  };

  const read: RunningServices['read'] = (place) => {
    const now = running.get(routeOf(place));
    if (!now) return { version: null, commit: null, status: 'absent' };
    return { version: now.version, commit: now.commit, status: now.process.isAlive() ? 'running' : 'stopped' };
  };

  const stopAll = async (): Promise<void> => {
    for (const place of places) proxy.setBackends(routeOf(place), []);
    await Promise.all([...running.values()].map(({ process }) => process.stop()));
    running.clear();
  };

  return { replace, remove, read, pids: () => [...running.values()].map(({ process }) => process.pid), stopAll };
}
