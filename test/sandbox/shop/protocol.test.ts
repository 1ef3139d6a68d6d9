import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DeploymentRequest, IdempotencyKey } from '../../../sandbox/shop/deployer-protocol.ts';
import { carryOut, deploy, put, startTestShop } from './shop-fixture.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/http-deployer.schema.json'), 'utf8'));
const ajv = new Ajv2020({ schemas: [schema], strictTypes: false });

/** The reasons why a body is not what the schema calls `name`; null when it is. */
function faultsOf(name: string, body: unknown): string | null {
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${name}`);
  if (!validate) throw new Error(`The schema has no ${name}.`);
  return validate(body) ? null : ajv.errorsText(validate.errors);
}

async function expectAnswer(response: Response, status: number, name: string): Promise<Record<string, unknown>> {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, faults: faultsOf(name, body), body }).toMatchObject({ status, faults: null });
  return body;
}

describe('the answers of the shop follow docs/http-deployer.schema.json', () => {
  it('says who it is at the base address, with and without the slash', async () => {
    const shop = await startTestShop();
    await expectAnswer(await fetch(`${shop.url}/`), 200, 'Discovery');
    await expectAnswer(await fetch(shop.url), 200, 'Discovery');
  });

  it('answers 202 to a new key, 200 to a known one, and tells both ends of the deployment', async () => {
    const shop = await startTestShop();
    const key = 'rel-1/deploy-api/1';
    const first = await expectAnswer(await put(shop, key, deploy('1.0.0')), 202, 'Deployment');
    expect(first.status).toBe('queued');
    await shop.settled(key);
    const again = await expectAnswer(await put(shop, key, deploy('1.0.0')), 200, 'Deployment');
    expect(again).toMatchObject({ id: first.id, status: 'success', version: '1.0.0' });
    const url = `${shop.url}/deployments/rel-1%2Fdeploy-api%2F1`;
    expect(await expectAnswer(await fetch(url), 200, 'Deployment')).toEqual(again);
  });

  it('answers 202 to a wish to cancel what goes on, and 200 once it has ended', async () => {
    const shop = await startTestShop({ deployDuration: 10_000 });
    await put(shop, 'k', deploy('1.0.0'));
    const cancel = () => fetch(`${shop.url}/deployments/k/cancel`, { method: 'POST' });
    await expectAnswer(await cancel(), 202, 'Deployment');
    await shop.settled('k');
    expect(await expectAnswer(await cancel(), 200, 'Deployment')).toMatchObject({ status: 'failure' });
    const never = await fetch(`${shop.url}/deployments/never/cancel`, { method: 'POST' });
    expect(await expectAnswer(never, 404, 'Error')).toMatchObject({ error: 'unknown_deployment' });
  });

  it('tells the running version before, between and after deployments', async () => {
    const shop = await startTestShop();
    const url = `${shop.url}/services/api/environments/production`;
    expect(await expectAnswer(await fetch(url), 200, 'RunningVersion')).toMatchObject({
      version: null,
      status: 'absent',
    });
    await carryOut(shop, 'one', deploy('1.0.0', { commit: 'abcdef0' }));
    const running = await expectAnswer(await fetch(url), 200, 'RunningVersion');
    const artifact = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    expect(running).toEqual({ version: '1.0.0', commit: 'abcdef0', status: 'running', artifact, instances: 1 });
  });

  it.each([
    ['a key it never saw', 'GET', '/deployments/never', undefined, 404, 'unknown_deployment'],
    ['a service it does not have', 'GET', '/services/billing/environments/staging', undefined, 404, 'unknown_service'],
    ['an environment it does not have', 'GET', '/services/api/environments/qa', undefined, 404, 'unknown_environment'],
    ['another path', 'GET', '/nothing', undefined, 404, 'not_found'],
    [
      'a deployment of an unknown service',
      'PUT',
      '/deployments/k',
      deploy('1.0.0', { service: 'x' }),
      422,
      'unknown_service',
    ],
    [
      'a deployment into an unknown environment',
      'PUT',
      '/deployments/k',
      deploy('1.0.0', { environment: 'x' }),
      422,
      'unknown_environment',
    ],
    ['a version without an artifact', 'PUT', '/deployments/k', deploy('9.9.9'), 422, 'unknown_version'],
    ['a body without a version', 'PUT', '/deployments/k', { service: 'api' }, 400, 'invalid_request'],
    ['a body that is no JSON', 'PUT', '/deployments/k', '{', 400, 'invalid_request'],
    ['a key with a space', 'PUT', '/deployments/a%20b', deploy('1.0.0'), 400, 'invalid_request'],
    ['a key of 201 characters', 'PUT', `/deployments/${'k'.repeat(201)}`, deploy('1.0.0'), 400, 'invalid_request'],
  ])('answers %s with the error of the page', async (_what, method, path, content, status, error) => {
    const shop = await startTestShop();
    const body = content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? { method } : { method, headers, body };
    const answer = await expectAnswer(await fetch(`${shop.url}${path}`, init), status, 'Error');
    expect(answer.error).toBe(error);
    expect(shop.effects()).toEqual([]);
  });

  it('refuses a missing or wrong token and takes the right one', async () => {
    const shop = await startTestShop({ token: 'let-me-in' });
    await expectAnswer(await fetch(`${shop.url}/`), 401, 'Error');
    await expectAnswer(await fetch(`${shop.url}/`, { headers: { authorization: 'Bearer x' } }), 401, 'Error');
    await expectAnswer(
      await fetch(`${shop.url}/`, { headers: { authorization: 'Bearer let-me-in' } }),
      200,
      'Discovery',
    );
  });

  it('accepts a key of 200 characters with every allowed sign', async () => {
    const shop = await startTestShop();
    const key = `A-z.0_9~/${'k'.repeat(191)}`;
    await expectAnswer(await put(shop, key, deploy('1.0.0')), 202, 'Deployment');
  });
});

describe('the shop reads what the schema allows', () => {
  it.each([
    ['a whole request', deploy('1.0.0', { commit: 'abcdef0', artifact: 'registry.example/api:1' }), true],
    ['a request with a further member', { ...deploy('1.0.0'), extra: 1 }, true],
    ['a commit that is no hash', { ...deploy('1.0.0'), commit: 'main' }, false],
    ['a kind of its own', { ...deploy('1.0.0'), kind: 'restart' }, false],
    ['a service with a slash', { ...deploy('1.0.0'), service: 'a/b' }, false],
    ['an empty version', { ...deploy('') }, false],
    ['a batch by number', deploy('1.0.0', { stage: { kind: 'instances', percent: 29, count: 2, of: 7 } }), true],
    [
      'a number that is none',
      { ...deploy('1.0.0'), stage: { kind: 'instances', percent: 29, count: 0, of: 7 } },
      false,
    ],
    [
      'a number without all of them',
      { ...deploy('1.0.0'), stage: { kind: 'instances', percent: 29, count: 2 } },
      false,
    ],
  ])('judges %s as the schema does', (_what, body, valid) => {
    expect(DeploymentRequest.safeParse(body).success).toBe(valid);
    expect(faultsOf('DeploymentRequest', body) === null).toBe(valid);
  });

  it.each([
    ['a', true],
    ['.', false],
    ['..', false],
    ['...', true],
    ['', false],
    ['a b', false],
    ['a%2Fb', false],
    ['k'.repeat(200), true],
    ['k'.repeat(201), false],
  ])('judges the key "%s" as the schema does', (key, valid) => {
    expect(IdempotencyKey.safeParse(key).success).toBe(valid);
    expect(faultsOf('IdempotencyKey', key) === null).toBe(valid);
  });
});
