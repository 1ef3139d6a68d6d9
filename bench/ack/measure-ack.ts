import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shopConfig } from '../../sandbox/shop/shop-config.ts';
import { median, percentile } from '../percentile.ts';
import type { ResultRow } from '../result-row.ts';
import { driveCommands } from './drive-commands.ts';
import { signingSecret } from './signed-command.ts';
import { startSlackStub } from './slack-stub.ts';
import { type AppProcess, startAppProcess } from './start-app-process.ts';

const rounds = 7;
const loads = [
  { concurrency: 1, count: 300, goal: null },
  { concurrency: 10, count: 1_500, goal: 'p99 at most 1.5 times' },
  { concurrency: 100, count: 3_000, goal: 'p99 never above 300 ms' },
] as const;

type Load = (typeof loads)[number];
/** Milliseconds to the acknowledgement, one list for each round. */
type Rounds = (readonly number[])[];

/**
 * Time to the acknowledgement of a signed `/release` command, which Fairlead verifies, sees once and has in its queue before it
 * acknowledges: against a Bolt app that acknowledges at once, and one that stores a job first.
 */
export async function measureAck(redisUrl: string, directory: string): Promise<readonly ResultRow[]> {
  const slack = await startSlackStub();
  const apps = await startApps(redisUrl, directory, slack.apiUrl);
  try {
    const rows: ResultRow[] = [];
    for (const app of apps) await driveCommands(app.url, 50, 2_000);
    for (const load of loads) rows.push(...(await compare(apps, load)));
    return rows;
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    slack.stop();
  }
}

async function startApps(redisUrl: string, directory: string, apiUrl: string): Promise<readonly AppProcess[]> {
  const config = join(directory, 'fairlead.yml');
  await writeFile(config, shopConfig({ remote: join(directory, 'shop.git'), platformUrl: 'http://127.0.0.1:9' }));
  const shared = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl };
  const places = { REDIS_URL: redisUrl, PORT: '0', FAIRLEAD_CONFIG: config, FAIRLEAD_DATA: directory };
  return [
    await startAppProcess('fairlead-app', { ...shared, ...places }),
    await startAppProcess('bolt-app', shared),
    await startAppProcess('bolt-queue-app', { ...shared, REDIS_URL: redisUrl }),
  ];
}

/** Drives the apps in turns, in another order each round, so that a busy moment of the machine hits all of them alike. */
async function compare(apps: readonly AppProcess[], load: Load): Promise<readonly ResultRow[]> {
  const measured: Rounds[] = apps.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < apps.length; turn += 1) {
      const index = (round + turn) % apps.length;
      const app = apps[index];
      if (app !== undefined) measured[index]?.push(await driveCommands(app.url, load.concurrency, load.count));
    }
  }
  const [ours = [], atOnce = [], stored = []] = measured;
  return [0.5, 0.99].flatMap((share) => [
    rowOf(`p${share * 100} at concurrency ${load.concurrency}`, ours, atOnce, share, share === 0.99 ? load.goal : null),
    rowOf(`the same (bare: a job is stored first)`, ours, stored, share, null),
  ]);
}

function rowOf(what: string, ours: Rounds, bare: Rounds, share: number, goal: string | null): ResultRow {
  const a = ours.map((millis) => percentile(millis, share));
  const b = bare.map((millis) => percentile(millis, share));
  const worst = share === 0.99 ? ` (worst round ${Math.max(...a).toFixed(1)} ms)` : '';
  return {
    what: `ack: ${what}`,
    fairlead: `${median(a).toFixed(1)} ms${worst}`,
    bare: `${median(b).toFixed(1)} ms`,
    ratio: median(a.map((millis, round) => millis / (b[round] ?? Number.NaN))),
    goal,
  };
}
