import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createGuide } from './guide.ts';
import { createShopRepository } from './shop/create-shop-repository.ts';
import { isChangeId } from './shop/prepared-changes.ts';
import { seedShop } from './shop/seed-shop.ts';
import { shopConfig } from './shop/shop-config.ts';
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
  readonly config?: { readonly healthInterval?: string; readonly waitBetween?: string; readonly countdown?: string };
};

export type Sandbox = {
  readonly slack: SandboxSlack;
  readonly shop: Awaited<ReturnType<typeof startShop>>;
  readonly repository: Awaited<ReturnType<typeof createShopRepository>>;
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
  const config = join(options.dir, 'fairlead.yml');
  await writeFile(config, shopConfig({ remote: repository.remote, platformUrl: shop.url, ...options.config }));
  const timer = setInterval(
    () =>
      void readShopPanel(shop, repository)
        .then((panel) => slack.publish({ type: 'shop', shop: panel }))
        .catch(() => undefined),
    panelEvery,
  );
  return {
    slack,
    shop,
    repository,
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
    },
  };
}
