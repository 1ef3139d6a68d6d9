import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checksumOf } from '../../../sandbox/shop/artifact-store.ts';
import type { Deployment, DeploymentRequest } from '../../../sandbox/shop/deployer-protocol.ts';
import { shopFolder } from '../../../sandbox/shop/package-folder.ts';
import { type Shop, type ShopOptions, startShop } from '../../../sandbox/shop/start-shop.ts';
import { readTextTree } from '../../../sandbox/shop/text-tree.ts';

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'shop-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A fast shop that is closed when the test ends, with versions 1.0.0 and 1.1.0 of the api uploaded. */
export async function startTestShop(options: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await startShop({
    dir: options.dir ?? temporaryFolder(),
    port: 0,
    deployDuration: 20,
    traffic: { staging: 0, production: 40 },
    ...options,
  });
  onTestFinished(() => shop.close());
  if (!options.token) await Promise.all(['1.0.0', '1.1.0'].map((version) => upload(shop, version)));
  return shop;
}

/** A shop in this process or in another one. */
export type ShopAddress = Pick<Shop, 'url' | 'settled'>;

/** Uploads the api of the shop's sources as a version, with some of its files replaced. */
export async function upload(
  shop: Pick<Shop, 'url'>,
  version: string,
  replaced: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const tree = readTextTree(join(shopFolder, 'repository'));
  const packed = [...tree].filter(([path]) => path.startsWith('lib/') || path.startsWith('services/api/'));
  const files = { ...Object.fromEntries(packed), 'build.json': JSON.stringify({ version }), ...replaced };
  const body = { entry: 'services/api/server.mjs', files, checksum: checksumOf(files) };
  return sendJson(`${shop.url}/artifacts/api/${version}`, body);
}

/** A deployment of the api in production, as a client sends it. */
export function deploy(version: string, other: Partial<DeploymentRequest> = {}): DeploymentRequest {
  return { service: 'api', environment: 'production', version, kind: 'deploy', ...other };
}

/** Sends one deployment under a key. */
export function put(shop: Pick<Shop, 'url'>, key: string, request: DeploymentRequest): Promise<Response> {
  return sendJson(`${shop.url}/deployments/${encodeURIComponent(key)}`, request);
}

/** Sends one deployment, waits for its end and answers it. */
export async function carryOut(shop: ShopAddress, key: string, request: DeploymentRequest): Promise<Deployment> {
  await put(shop, key, request);
  await shop.settled(key);
  return read<Deployment>(`${shop.url}/deployments/${encodeURIComponent(key)}`);
}

/** The JSON at an address. */
export async function read<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

/** The keys of the effects really carried out, oldest first. */
export function effectKeys(shop: Shop): readonly string[] {
  return shop.effects().map(({ key }) => key);
}

function sendJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
