import { z } from 'zod';

const Effects = z.array(
  z.looseObject({ key: z.string(), kind: z.string(), service: z.string(), environment: z.string(), at: z.string() }),
);
const Deployment = z.looseObject({ startedAt: z.string() });
const Served = z.array(z.object({ environment: z.string(), service: z.string(), version: z.string(), at: z.string() }));

/** When the platform of the shop was asked to take a service of production back for the last time, in epoch milliseconds. */
export async function returnAskedAt(shopUrl: string, service: string): Promise<number> {
  const effects = Effects.parse(await read(`${shopUrl}/control/effects`));
  const back = effects.findLast(
    (one) => one.kind === 'rollback' && one.service === service && one.environment === 'production',
  );
  if (back === undefined) throw new Error(`The ${service} was never taken back.`);
  const deployment = Deployment.parse(await read(`${shopUrl}/deployments/${encodeURIComponent(back.key)}`));
  return Date.parse(deployment.startedAt);
}

/** When a version of a service answered its last customer in production, in epoch milliseconds. */
export async function lastServedAt(shopUrl: string, service: string, version: string): Promise<number> {
  const served = Served.parse(await read(`${shopUrl}/control/served`));
  const last = served.find(
    (one) => one.service === service && one.version === version && one.environment === 'production',
  );
  if (last === undefined) throw new Error(`${service} ${version} never answered anybody.`);
  return Date.parse(last.at);
}

async function read(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
