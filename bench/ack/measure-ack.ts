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

/**
 * Time to the acknowledgement of a signed `/release` command, which Fairlead verifies, sees once and has in its queue before it
 * acknowledges, against a Bolt app that acknowledges at once.
 */
export async function measureAck(redisUrl: string, directory: string): Promise<readonly ResultRow[]> {
  const slack = await startSlackStub();
  const config = join(directory, 'fairlead.yml');
  await writeFile(config, shopConfig({ remote: join(directory, 'shop.git'), platformUrl: 'http://127.0.0.1:9' }));
  const shared = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.apiUrl };
  const fairlead = await startAppProcess('fairlead-app', {
    ...shared,
    REDIS_URL: redisUrl,
    PORT: '0',
    FAIRLEAD_CONFIG: config,
    FAIRLEAD_DATA: directory,
  });
  const bolt = await startAppProcess('bolt-app', shared);
  try {
    const rows: ResultRow[] = [];
    for (const app of [fairlead, bolt]) await driveCommands(app.url, 50, 2_000);
    for (const load of loads) rows.push(...(await compare(fairlead, bolt, load)));
    return rows;
  } finally {
    await Promise.all([fairlead.stop(), bolt.stop()]);
    slack.stop();
  }
}

async function compare(
  fairlead: AppProcess,
  bolt: AppProcess,
  { concurrency, count, goal }: (typeof loads)[number],
): Promise<readonly ResultRow[]> {
  const ours: (readonly number[])[] = [];
  const bare: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0;
    if (first) ours.push(await driveCommands(fairlead.url, concurrency, count));
    bare.push(await driveCommands(bolt.url, concurrency, count));
    if (!first) ours.push(await driveCommands(fairlead.url, concurrency, count));
  }
  return [0.5, 0.99].map((share): ResultRow => {
    const [a, b] = [ours, bare].map((all) => all.map((millis) => percentile(millis, share))) as [number[], number[]];
    const worst = share === 0.99 ? ` (worst round ${Math.max(...a).toFixed(1)} ms)` : '';
    return {
      what: `ack: p${share * 100} at concurrency ${concurrency}`,
      fairlead: `${median(a).toFixed(1)} ms${worst}`,
      bare: `${median(b).toFixed(1)} ms`,
      ratio: median(a.map((millis, round) => millis / (b[round] ?? Number.NaN))),
      goal: share === 0.99 ? goal : null,
    };
  });
}
