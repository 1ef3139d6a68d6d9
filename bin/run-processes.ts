import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '#config/environment-variables.ts';
import { startApp } from './compose/app.ts';
import { type Foundation, layFoundation } from './compose/foundation.ts';
import { startWorker } from './compose/worker.ts';
import { provideRedis } from './redis/provide-redis.ts';
import { untilTold } from './until-told.ts';

export type Role = 'app' | 'worker';

const drain = 20_000;

/**
 * Runs the app, a worker or both in this process until it is told to end (SIGINT, SIGTERM). Takes no more work then, waits for what is
 * running, and lets go. What it leaves behind is taken up by the next process. `told` is for a caller that listens for the end already.
 */
export async function runProcesses(
  roles: readonly Role[],
  say: (line: string) => void,
  told?: Promise<void>,
): Promise<void> {
  const environment = readEnvironment(process.env);
  const redis = await provideRedis({ url: environment.redisUrl, dataDirectory: environment.dataDirectory, say });
  const bases: Foundation[] = [];
  const base = (role: Role): Foundation => {
    const laid = layFoundation(environment, redis.url, role);
    bases.push(laid);
    return laid;
  };
  const stops: (() => Promise<unknown>)[] = [];
  try {
    if (roles.includes('worker')) {
      const worker = startWorker(base('worker'));
      stops.push(() => worker.stop(drain));
    }
    if (roles.includes('app')) {
      const app = await startApp(base('app'));
      stops.push(() => app.stop());
      const webhookPort = app.webhookPort();
      if (webhookPort !== null) say(`Listening to webhooks on port ${webhookPort}.`);
      say(app.port() === null ? 'Listening to Slack over Socket Mode.' : `Listening to Slack on port ${app.port()}.`);
    }
    say(`Fairlead is running (${roles.join(' and ')}). Press Ctrl+C to end it.`);
    await (told ?? untilTold());
    say('Ending: waiting for what is running.');
  } finally {
    await Promise.race([
      Promise.all(stops.reverse().map((stop) => stop())),
      sleep(drain + 5_000, undefined, { ref: false }),
    ]);
    await Promise.all(bases.map((laid) => laid.close()));
    await redis.stop();
  }
}
