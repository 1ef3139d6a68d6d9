import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Deployment } from '../../../sandbox/shop/deployer-protocol.ts';
import {
  carryOut,
  deploy,
  effectKeys,
  put,
  read,
  type ShopAddress,
  startTestShop,
  temporaryFolder,
  upload,
} from './shop-fixture.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'node_modules', '.cache', `shop-test-${process.pid}`);
const program = join(folder, 'run-shop.mjs');

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const source = `
    import { startShop } from ${JSON.stringify(join(root, 'sandbox/shop/start-shop.ts'))};
    const [dir, deployDuration] = process.argv.slice(2);
    const shop = await startShop({ dir, port: 0, deployDuration: Number(deployDuration) });
    process.send({ url: shop.url });
  `;
  writeFileSync(join(folder, 'source.mjs'), source);
  const options = { platform: 'node', format: 'esm', packages: 'external', bundle: true, target: 'node20' } as const;
  await build({ ...options, entryPoints: [join(folder, 'source.mjs')], outfile: program });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startShopProcess(
  dir: string,
  deployDuration: number,
): Promise<{ child: ChildProcess; shop: ShopAddress }> {
  const child = spawn(process.execPath, [program, dir, String(deployDuration)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const settled = async (key: string): Promise<void> => {
    const isDone = async () => (await read<Deployment>(`${url}/deployments/${key}`)).finishedAt !== undefined;
    await expect.poll(isDone, { timeout: 10_000 }).toBe(true);
  };
  return { child, shop: { url, settled } };
}

const whoami = `
export const path = '/whoami';
export function answer() {
  return { status: 200, body: { pid: process.pid } };
}
`;

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe('when the process of the shop is killed', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('its services end by themselves after %s', async (signal) => {
    const { child, shop } = await startShopProcess(temporaryFolder(), 20);
    await upload(shop, '1.0.0', { 'services/api/routes/whoami.mjs': whoami });
    await carryOut(shop, 'k', deploy('1.0.0'));
    const { pid } = await read<{ pid: number }>(`${shop.url}/production/api/whoami`);
    expect(isGone(pid)).toBe(false);
    child.kill(signal);
    await expect.poll(() => isGone(pid), { timeout: 30_000 }).toBe(true);
  });

  it('a deployment it had begun is carried out once by the next start', async () => {
    const dir = temporaryFolder();
    const { child, shop } = await startShopProcess(dir, 5_000);
    await upload(shop, '1.0.0');
    await put(shop, 'k', deploy('1.0.0'));
    await expect.poll(() => read(`${shop.url}/deployments/k`)).toMatchObject({ status: 'in_progress' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await startTestShop({ dir });
    expect((await put(next, 'k', deploy('1.0.0'))).status).toBe(200);
    await next.settled('k');
    expect(effectKeys(next)).toEqual(['k']);
    expect(await read(`${next.url}/production/api/healthz`)).toMatchObject({ status: 'ok', version: '1.0.0' });
  });
});
