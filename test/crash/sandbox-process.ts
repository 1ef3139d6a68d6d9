import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { isSameJson } from '#domain/same-json.ts';
import type { SandboxOrder } from '../../bin/sandbox-orders.ts';
import { endProgram, startProgram } from './supervise.ts';

const Ready = z.object({ ready: z.record(z.string(), z.string()) });
const Done = z.object({ done: z.unknown(), ok: z.boolean() });
const Service = z.looseObject({ analysis: z.looseObject({}) });
const Config = z.looseObject({
  projects: z.object({
    shop: z.looseObject({
      repository: z.looseObject({ url: z.string() }),
      services: z.object({ api: Service }).catchall(Service),
    }),
  }),
});

/** The sandbox world as a process: Slack, the shop, its repository. */
export type SandboxProcess = {
  /** What points Fairlead at it, a `fairlead.yml` with a GitHub forge among it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly slackUrl: string;
  readonly shopUrl: string;
  /** Folder of the bare repository. */
  readonly remote: string;
  /** Gives an order. Resolves when it has been carried out, with whether the app acknowledged what was delivered. */
  order(order: SandboxOrder): Promise<boolean>;
  stop(): Promise<void>;
};

/**
 * Starts `fairlead sandbox --fast` in `folder`, its shop with a forge, with metrics that are watched and without a limit on latency, and waits until
 * it is ready.
 */
export async function startSandboxProcess(program: string, folder: string): Promise<SandboxProcess> {
  const child = startProgram({
    program,
    args: ['sandbox', '--fast', '--dir', join(folder, 'sandbox'), '--port', '0'],
    env: {},
    log: join(folder, 'sandbox.log'),
  });
  const environment = await new Promise<Record<string, string>>((resolve, reject) => {
    child.on('message', (message) => {
      const told = Ready.safeParse(message);
      if (told.success) resolve(told.data.ready);
    });
    child.once('exit', () => reject(new Error(`The sandbox ended before it was ready; see ${folder}/sandbox.log.`)));
  });
  const config = Config.parse(parse(await readFile(environment.FAIRLEAD_CONFIG ?? '', 'utf8')));
  const { repository, services } = config.projects.shop;
  Object.assign(repository, {
    forge: { kind: 'github', repository: 'shop/shop', assets: ['VERSION', 'charts/shop/*.yaml'] },
  });
  // A version is not to be stopped because the machine is busy: that makes it slow, and breaks nothing.
  for (const { analysis } of Object.values(services)) Object.assign(analysis, { limits: ['error-rate > 5%'] });
  // Watches beside a rollout die and come back, too.
  Object.assign(services.api.analysis, { watch: true });
  const file = join(folder, 'fairlead.yml');
  await writeFile(file, stringify(config, { lineWidth: 0 }));
  return {
    environment: { ...environment, FAIRLEAD_CONFIG: file },
    slackUrl: environment.SANDBOX_URL ?? '',
    shopUrl: z.object({ services: z.object({ api: deployer }) }).parse(config.projects.shop).services.api.deployer.url,
    remote: fileURLToPath(repository.url),
    order: (order) =>
      new Promise((resolve) => {
        const hear = (message: unknown): void => {
          const told = Done.safeParse(message);
          if (!told.success || !isSameJson(told.data.done, order)) return;
          child.off('message', hear);
          resolve(told.data.ok);
        };
        child.on('message', hear);
        child.send(order);
      }),
    stop: () => endProgram(child, 'the sandbox'),
  };
}

const deployer = z.object({ deployer: z.object({ url: z.string() }) });
