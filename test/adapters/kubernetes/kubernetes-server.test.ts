import { expect, it } from 'vitest';
import type { KubernetesServer } from '#test/support/kubernetes/kubernetes-server.ts';
import { aCluster } from './a-cluster.ts';

const deployment = '/apis/apps/v1/namespaces/production/deployments/api';
const strategic = 'application/strategic-merge-patch+json';
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

async function violationsOf(server: KubernetesServer, path: string, method: string, type: string, body: object) {
  const headers = { authorization: 'Bearer good', 'content-type': type };
  await fetch(`${server.url}${path}`, { method, headers, body: JSON.stringify(body) });
  return server.violations.splice(0);
}

it.each([
  ['a type a patch cannot be of', deployment, 'PATCH', 'application/json', { metadata: {} }],
  ['a method that is not described', deployment, 'POST', 'application/json', {}],
  ['a field that is not described', deployment, 'PATCH', strategic, { spec: { image: 'api:1' } }],
  ['a value of another type', deployment, 'PATCH', strategic, { spec: { replicas: '3' } }],
  ['an annotation that is no text', deployment, 'PATCH', strategic, { metadata: { annotations: { a: 1 } } }],
  ['a body with an unknown field', reviews, 'POST', 'application/json', { spec: { verb: 'get' } }],
])('the server of the tests notices %s', async (_name, path, method, type, body) => {
  const { server } = await aCluster();
  expect(await violationsOf(server, path, method, type, body)).not.toEqual([]);
});

it('the server of the tests takes what is described', async () => {
  const { server } = await aCluster();
  expect(await violationsOf(server, deployment, 'PATCH', strategic, { spec: { replicas: 4 } })).toEqual([]);
});
