import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createGuide } from './guide.ts';
import { inBeats } from './in-beats.ts';
import { createShopRepository } from './shop/create-shop-repository.ts';
import { isChangeId } from './shop/prepared-changes.ts';
import { seedShop } from './shop/seed-shop.ts';
import { type ShopConfigOptions, shopConfig } from './shop/shop-config.ts';
import { readShopPanel } from './shop/shop-panel.ts';
import { startShop } from './shop/start-shop.ts';
import type { SandboxSlack } from './slack/slack-options.ts';
import { startSlack } from './slack/start-slack.ts';
import type { RateLimitOption } from './slack/web-api/rate-limits.ts';
import { workspaceSeed } from './workspace-seed.ts';

export type SandboxOptions = {
  /** Folder of the whole world: repository, services, configuration. */
  readonly dir: string;
  readonly port: number;
  /** The product's manifest.yml, which says what the app may do. */
  readonly manifest: string;
  /** Folder of the built page, or null for none. */
  readonly pageDir: string | null;
  readonly rateLimits?: RateLimitOption;
  /** Milliseconds one deployment takes; 1,200 unless told otherwise. */
  readonly deployDuration?: number;
  readonly traffic?: boolean;
  /** Starts a Prometheus that scrapes the host and port it is given, or says why there is none. Without it the shop's own figures are judged. */
  readonly prometheus?: (target: string) => Promise<StartedPrometheus>;
  readonly config?: Omit<ShopConfigOptions, 'remote' | 'platformUrl' | 'prometheusUrl' | 'channel'>;
};

type StartedPrometheus =
  | { readonly kind: 'running'; readonly url: string; readonly stop: () => Promise<void> }
  | { readonly kind: 'none'; readonly why: string };

export type Sandbox = {
  readonly slack: SandboxSlack;
  readonly shop: Awaited<ReturnType<typeof startShop>>;
  readonly repository: Awaited<ReturnType<typeof createShopRepository>>;
  /** Where the metrics of a rollout come from, as a sentence. */
  readonly metrics: string;
  /** The environment variables that point Fairlead at this world. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

const botToken = 'xoxb-sandbox-bot';
const appToken = 'xapp-sandbox-app';
const panelEvery = 1_000;

/** Starts the newcomer's world: a Slack workspace, a shop with a real repository and really running services, and traffic on them. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.dir, { recursive: true });
  const repository = await createShopRepository({ dir: join(options.dir, 'repository') });
  const { deployDuration } = options;
  const shop = await startShop({
    instances: ({ service, environment }) => (service === 'worker' && environment === 'production' ? 3 : 1),
    dir: join(options.dir, 'shop'),
    port: 0,
    ...(deployDuration === undefined ? {} : { deployDuration }),
  });
  await seedShop(shop, repository);
  if (options.traffic !== false) shop.traffic.start();
  const push = async (id: string): Promise<void> => {
    if (!isChangeId(id)) throw new Error(`There is no change ${id}.`);
    const outcome = await repository.pushChange(id);
    if (outcome.kind === 'refused') throw new Error('There is no bad change on main to revert.');
  };
  const slack = await startSlack({
    port: options.port,
    manifest: parse(await readFile(options.manifest, 'utf8')) as unknown,
    seed: workspaceSeed,
    delivery: { mode: 'socket' },
    botToken,
    appToken,
    guide: createGuide(),
    shop: { panel: () => readShopPanel(shop, repository), push },
    ...(options.rateLimits === undefined ? {} : { rateLimits: options.rateLimits }),
    ...(options.pageDir === null ? {} : { pageDir: options.pageDir }),
  });
  const prometheus = (await options.prometheus?.(new URL(shop.url).host)) ?? null;
  const monitor = prometheus?.kind === 'running' ? { prometheusUrl: prometheus.url } : {};
  const config = join(options.dir, 'fairlead.yml');
  await writeFile(
    config,
    shopConfig({ remote: repository.remote, platformUrl: shop.url, ...monitor, ...options.config }),
  );
  // Reading it takes the repository's turn: on a busy machine a row of readings would keep every push waiting.
  const timer = inBeats(panelEvery, async () =>
    slack.publish({ type: 'shop', shop: await readShopPanel(shop, repository) }),
  );
  return {
    slack,
    shop,
    repository,
    metrics: metricsSentence(prometheus),
    environment: {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: slack.apiUrl,
      FAIRLEAD_CONFIG: config,
      SANDBOX_URL: slack.url,
    },
    async stop() {
      clearInterval(timer);
      await slack.stop();
      await shop.close();
      if (prometheus?.kind === 'running') await prometheus.stop();
    },
  };
}

function metricsSentence(prometheus: StartedPrometheus | null): string {
  if (prometheus?.kind === 'running') return `A private Prometheus at ${prometheus.url} measures the shop.`;
  const why = prometheus === null ? '' : `${prometheus.why} `;
  return `${why}The shop's own figures are judged, through an HTTP monitor.`;
}
