import { type Deployment, type DeploymentRequest, isSameRequest } from './deployer-protocol.ts';
import type { DeploymentEffect, DeploymentLedger } from './deployment-ledger.ts';
import type { FaultKind } from './faults.ts';
import { type Place, placeOf, routeOf } from './place.ts';
import type { RunningServices } from './running-services.ts';
import { nextStanding, nothing, type Standing } from './standing.ts';

export type PutOutcome =
  | { readonly kind: 'recorded' | 'known'; readonly deployment: Deployment }
  | { readonly kind: 'conflict'; readonly recorded: DeploymentRequest };

export type Deployments = {
  /** Records a deployment and begins it; the same key again starts nothing. `fault` applies to a new one only. */
  readonly put: (key: string, request: DeploymentRequest, fault: FaultKind | null) => PutOutcome;
  readonly get: (key: string) => Deployment | null;
  /** Ends a deployment that has not had its effect; one that has, or has ended, goes on as it is. Null for an unknown key. */
  readonly cancel: (key: string) => Deployment | null;
  /** Resolves when the deployment of this key has ended, or the shop is closing. */
  readonly settled: (key: string) => Promise<void>;
  readonly effects: () => readonly DeploymentEffect[];
  /** Resolves when everything runs again that ran when the journal was last written; rejects when something did not start. */
  readonly restored: Promise<void>;
  /** Resolves when no deployment is being carried out. */
  readonly idle: () => Promise<void>;
};

export type DeploymentsWorld = {
  readonly ledger: DeploymentLedger;
  readonly running: RunningServices;
  /** Carries out one recorded deployment to its end; never rejects. */
  readonly carryOut: (key: string, fault: FaultKind | null, cancelled: AbortSignal) => Promise<void>;
  /** Resolves when the shop has its address; nothing is carried out before. */
  readonly opened: Promise<void>;
};

/**
 * The deployments of the shop: recorded before they are answered, carried out one by one per place, at most once per key. What the
 * ledger holds is known at once; what had not ended is carried on once the shop is opened.
 */
export function createDeployments({ ledger, running, carryOut, opened }: DeploymentsWorld): Deployments {
  const queues = new Map<string, Promise<void>>();
  const done = new Map<string, Promise<void>>();
  const wishes = new Map<string, AbortController>();

  const enqueue = (key: string, request: DeploymentRequest, fault: FaultKind | null): void => {
    const route = routeOf(placeOf(request));
    const wish = new AbortController();
    wishes.set(key, wish);
    const carried = (queues.get(route) ?? opened).then(() => carryOut(key, fault, wish.signal));
    queues.set(route, carried);
    done.set(key, carried);
  };

  const put: Deployments['put'] = (key, request, fault) => {
    const known = ledger.find(key);
    if (known && !isSameRequest(known.request, request)) return { kind: 'conflict', recorded: known.request };
    if (known) return { kind: 'known', deployment: known.deployment };
    const { deployment } = ledger.record(key, request);
    enqueue(key, request, fault);
    return { kind: 'recorded', deployment };
  };

  const restored = restart(ledger, running, (route, start) => {
    const started = opened.then(start);
    queues.set(
      route,
      started.catch(() => undefined),
    );
    return started;
  });
  for (const { key, request } of ledger.unfinished()) {
    if (ledger.effects().some((effect) => effect.key === key)) ledger.finish(key, 'success');
    else enqueue(key, request, null);
  }

  return {
    put,
    get: (key) => ledger.find(key)?.deployment ?? null,
    cancel: (key) => {
      wishes.get(key)?.abort();
      return ledger.find(key)?.deployment ?? null;
    },
    settled: async (key) => done.get(key),
    effects: ledger.effects,
    restored,
    idle: async () => void (await Promise.all(queues.values())),
  };
}

/** Starts what the effects of each place left running, each as the first thing of its place. */
async function restart(
  ledger: DeploymentLedger,
  running: RunningServices,
  first: (route: string, start: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const left = new Map<string, { readonly place: Place; readonly standing: Standing }>();
  for (const effect of ledger.effects()) {
    const place = placeOf(effect);
    const before = left.get(routeOf(place))?.standing ?? nothing;
    left.set(routeOf(place), { place, standing: nextStanding(before, effect, running.instances(place)) });
  }
  const starts = [...left]
    .filter(([, { standing }]) => standing.main !== null)
    .map(([route, { place, standing }]) => first(route, () => running.bring(place, standing, () => undefined)));
  await Promise.all(starts);
}
