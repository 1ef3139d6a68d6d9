import { beforeEach, expect, it } from 'vitest';
import type { Observation } from '#ports/deployer.ts';
import type { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import type { LivePod } from '#test/support/argo-cd/live-pods.ts';
import { type AnArgoCd, anArgoCd } from './an-argo-cd.ts';

const one = `sha256:${'1'.repeat(64)}`;
const other = `sha256:${'2'.repeat(64)}`;
const api = 'registry.example/shop/api:1.5.0';
let server: ArgoCdServer;
let client: AnArgoCd['client'];

beforeEach(async () => {
  ({ client, server } = await anArgoCd());
});

function aPod(digest: string | null, image = api): LivePod {
  const imageID = digest === null ? null : `registry.example/shop/api@${digest}`;
  return { proxy: { image: 'envoy:1', imageID: `envoy@${other}` }, api: { image, imageID } };
}

async function observed(pods: Readonly<Record<string, LivePod>>, named: readonly string[] = []): Promise<Observation> {
  server.pods.set('api-production', pods);
  const images = Object.values(pods).flatMap((pod) => Object.values(pod).map(({ image }) => image));
  server.imagesOf = () => [...named, ...new Set(images)];
  server.put('api-production', { targetRevision: 'v1.5.0' });
  const image = 'registry.example/shop/{service}:{version}';
  return client({ image }).observe({ service: 'api', environment: 'production' });
}

it('tells the digest that all pods of the version run', async () => {
  const pods = { 'api-1': aPod(one), 'api-2': aPod(one), 'redis-1': aPod(other, 'redis:8') };
  expect(await observed(pods)).toEqual({ kind: 'running', version: '1.5.0', artifact: one });
  expect(server.sent.filter((call) => call.includes('/resource?'))).toHaveLength(2);
});

it.each([
  ['two pods run other builds of the version', { 'api-1': aPod(one), 'api-2': aPod(other) }],
  ['the image of one pod was not pulled yet', { 'api-1': aPod(one), 'api-2': aPod(null) }],
  ['there are no pods', {}],
  [
    'there are more pods than are looked at',
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`api-${at}`, aPod(one)])),
  ],
])('tells no digest where %s', async (_where, pods) => {
  expect(await observed(pods, [api])).toEqual({ kind: 'running', version: '1.5.0' });
});

it('tells the digest of the version that was synced last while the one before goes', async () => {
  const pods = { 'api-1': aPod(other, 'registry.example/shop/api:1.4.2'), 'api-2': aPod(one) };
  const note = 'Pods of 1.4.2 and 1.5.0 are there.';
  expect(await observed(pods)).toEqual({ kind: 'running', version: '1.5.0', artifact: one, note });
});

it('looks at no pod where the image is named by its digest', async () => {
  expect(await observed({}, [`${api}@${one}`])).toEqual({ kind: 'running', version: '1.5.0', artifact: one });
  expect(server.count('GET')).toBe(1);
});

const path = 'GET /api/v1/applications/api-production';

it.each([
  ['the tree may not be read', `${path}/resource-tree`, 403],
  ['a pod may not be read', `${path}/resource`, 403],
  ['a pod is gone meanwhile', `${path}/resource`, 404],
])('tells the version alone where %s', async (_where, call, status) => {
  const fault = { call, answer: { status, body: { message: 'permission denied', code: 7 } } };
  server.faults = call.endsWith('/resource')
    ? [{ call: `${path}/resource-tree`, answer: { wait: 0 } }, fault]
    : [fault];
  expect(await observed({ 'api-1': aPod(one) })).toEqual({ kind: 'running', version: '1.5.0' });
});

it('is asked again where Argo CD is away', async () => {
  server.faults = [{ call: `${path}/resource-tree`, answer: { status: 503, body: {} } }];
  await expect(observed({ 'api-1': aPod(one) })).rejects.toMatchObject({ fault: 'transient' });
});
