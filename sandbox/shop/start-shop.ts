import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { registerArtifactRoutes } from './artifact-routes.ts';
import { createArtifactStore } from './artifact-store.ts';
import { createCarryOutDeployment } from './carry-out-deployment.ts';
import { registerControlRoutes } from './control-routes.ts';
import { registerDatabaseRoutes } from './database-routes.ts';
import { type Databases, openDatabases } from './databases.ts';
import { openDeploymentJournal } from './deployment-journal.ts';
import { createDeploymentLedger, type DeploymentEffect } from './deployment-ledger.ts';
import { createDeployments } from './deployments.ts';
import { createFaults, type Faults } from './faults.ts';
import { registerFigureRoutes } from './figure-routes.ts';
import { createLastServed } from './last-served.ts';
import { nextRouteOf, type Place, places, routeOf } from './place.ts';
import { registerProtocolRoutes } from './protocol-routes.ts';
import { createProxyMetrics } from './proxy-metrics.ts';
import { createRecentRequests } from './recent-requests.ts';
import { createRunningServices } from './running-services.ts';
import { createShopServer } from './shop-server.ts';
import { createTraffic, type Traffic, type TrafficRates } from './traffic.ts';
import { createWeightedProxy } from './weighted-proxy.ts';

export type ShopOptions = {
  /** Where artifacts and the journal are kept; a shop started again on the same folder runs what it ran. */
  readonly dir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long a deployment takes beside the start of the process, in milliseconds; 1,200 when absent. */
  readonly deployDuration?: number;
  /** How many processes a service has in an environment; one when absent. */
  readonly instances?: (place: Place) => number;
  /** Requests per second for each service; 2 in staging and 10 in production when absent. */
  readonly traffic?: TrafficRates;
  /** When given, every request but those to the proxy must carry it as a bearer token, the build's uploads included. */
  readonly token?: string;
};

export type Shop = {
  /** The base address of the deployer protocol, without a slash at its end; services are below `/{environment}/{service}/`. */
  readonly url: string;
  readonly faults: Faults;
  /** Not started yet: customers come when somebody calls `start`. */
  readonly traffic: Traffic;
  readonly effects: () => readonly DeploymentEffect[];
  /** Resolves when the deployment of this key has ended. */
  readonly settled: (key: string) => Promise<void>;
  /** The schema of each environment's database, as migrations left it. */
  readonly databases: Databases;
  /** The process ids of the services that run. */
  readonly pids: () => readonly number[];
  /** Ends traffic, deployments, services and the server; what had not ended is carried on by the next start. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the shop's platform on loopback: the deployer protocol, the artifacts, the proxy, and the services that ran before. Rejects,
 * with nothing left running, when one of those does not start.
 */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const address = createAddress();
  const closing = new AbortController();
  const databases = openDatabases(join(options.dir, 'databases'));
  const metrics = createProxyMetrics();
  const recent = createRecentRequests();
  const lastServed = createLastServed();
  const proxy = createWeightedProxy({
    routes: places.flatMap((place) => [routeOf(place), nextRouteOf(place)]),
    metrics: {
      observe: (request, isProbe) => {
        // What customers meet with is measured, and not what health checks do.
        if (isProbe) return;
        metrics.observe(request);
        recent.observe(request);
        lastServed.observe(request);
      },
    },
  });
  const ledger = createDeploymentLedger(openDeploymentJournal(join(options.dir, 'deployments.jsonl')));
  const wasInProduction = (service: string, version: string): boolean =>
    ledger
      .effects()
      .some((one) => one.environment === 'production' && one.service === service && one.version === version);
  const artifacts = createArtifactStore(join(options.dir, 'versions'), wasInProduction);
  const { instances = () => 1 } = options;
  const running = createRunningServices({ proxy, artifacts, instances, baseUrl: address.get });
  const duration = options.deployDuration ?? 1_200;
  const carryOut = createCarryOutDeployment({ ledger, running, duration, closing: closing.signal });
  const deployments = createDeployments({ ledger, running, carryOut, opened: address.known });
  const faults = createFaults();
  const traffic = createTraffic({ baseUrl: address.get, rates: options.traffic ?? { staging: 2, production: 10 } });

  const app = createShopServer({ proxy, metrics, token: options.token });
  registerProtocolRoutes(app, { deployments, running, artifacts, faults });
  registerArtifactRoutes(app, artifacts);
  registerFigureRoutes(app, recent);
  registerDatabaseRoutes(app, databases);
  registerControlRoutes(app, { deployments, faults, traffic, lastServed });

  const close = async (): Promise<void> => {
    closing.abort();
    await traffic.stop();
    await deployments.idle();
    await running.stopAll();
    await app.close();
  };
  await app.listen({ host: '127.0.0.1', port: options.port });
  address.set(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
  await deployments.restored.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { effects, settled } = deployments;
  return { url: address.get(), faults, traffic, effects, settled, pids: running.pids, databases, close };
}

function createAddress(): { get: () => string; set: (url: string) => void; known: Promise<void> } {
  let current = '';
  let resolveKnown: () => void = () => undefined;
  const known = new Promise<void>((resolve) => {
    resolveKnown = resolve;
  });
  const set = (url: string): void => {
    current = url;
    resolveKnown();
  };
  return { get: () => current, set, known };
}
