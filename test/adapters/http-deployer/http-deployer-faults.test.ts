import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import type { Deployer } from '#ports/deployer.ts';
import { aDeployment } from '#test/contract/deployer.contract.ts';
import { type DeployTarget, startDeployTarget } from '#test/support/deploy-target.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 0, 0);
let target: DeployTarget;
let deployer: Deployer;

const deployerAt = (url: string, token = 'a-long-token'): Deployer =>
  createHttpDeployer(
    { kind: 'http', url, tokenEnv: 'SHOP_TOKEN', timeout: 60_000 },
    { environment: { SHOP_TOKEN: token }, requestTimeout: 400, now: () => NOW },
  );

beforeEach(async () => {
  target = await startDeployTarget({ token: 'a-long-token' });
  deployer = deployerAt(target.url);
});
afterEach(() => target.close());

/** The code, fault and sentence of what a promise is rejected with. */
async function refused(
  promise: Promise<unknown>,
): Promise<{ code: string; fault: string; message: string; retryAt?: number }> {
  return promise.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error) => error,
  );
}

describe('a passing fault', () => {
  it.each([
    ['an answer of 500', { kind: 'answer', status: 500, raw: '<h1>Oops</h1>' }],
    ['an answer of 503', { kind: 'answer', status: 503, body: { error: 'starting', message: 'Starting.' } }],
    ['a request that was lost', { kind: 'lose_request' }],
    ['an answer that was lost', { kind: 'lose_answer' }],
    ['no answer in time', { kind: 'silence' }],
    ['an answer that was cut off', { kind: 'answer', status: 202, raw: '{"id":"d-1","ser' }],
    ['an answer without an end', { kind: 'answer', status: 202, raw: 'x'.repeat(300_000) }],
  ] as const)('(%s) is told as such, and sending the same key again is one deployment', async (_name, fault) => {
    target.meet(fault);
    const deployment = aDeployment();
    expect(await refused(deployer.deploy(deployment))).toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      fault: 'transient',
    });
    expect(await deployer.deploy(deployment)).toMatchObject({ kind: 'success' });
    expect(target.effects.map(({ key }) => key)).toEqual([deployment.key]);
  });

  it('after which the key was not recorded is told by find', async () => {
    target.meet({ kind: 'lose_request' });
    const deployment = aDeployment();
    await refused(deployer.deploy(deployment));
    expect(await deployer.find(deployment)).toEqual({ kind: 'not_seen' });
  });

  it.each([
    ['20', NOW + 20_000],
    ['Sat, 21 Nov 2026 10:02:00 GMT', NOW + 120_000],
    ['999999', NOW + 3_600_000],
    ['Sat, 21 Nov 2020 10:02:00 GMT', NOW],
    ['soon', undefined],
  ])('that says Retry-After: %s is retried then', async (value, retryAt) => {
    target.meet({
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': value },
      body: { error: 'rate_limited', message: 'Slow down.' },
    });
    expect(await refused(deployer.deploy(aDeployment()))).toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      message: expect.stringMatching(/^The deployer at 127\.0\.0\.1:\d+ limits the calls\. Slow down\.$/),
      retryAt,
    });
  });

  it('is told when nobody listens', async () => {
    await target.close();
    expect(await refused(deployer.find(aDeployment()))).toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      message: expect.stringMatching(/refused the connection\.$/),
    });
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'fatal', 'refused the deployment (400)'],
    [401, 'fatal', 'Check tokenEnv'],
    [403, 'fatal', 'does not allow this'],
    [409, 'fatal', 'refused the deployment (409)'],
    [422, 'user', 'refused the deployment (422)'],
    [302, 'fatal', 'another address, which is not followed'],
  ])('of %i is final and the fault is %s', async (status, fault, words) => {
    target.meet({ kind: 'answer', status, body: { error: 'some_code', message: 'The platform says why.' } });
    expect(await refused(deployer.deploy(aDeployment()))).toMatchObject({
      code: 'DEPLOYER_FAILED',
      fault,
      message: expect.stringMatching(new RegExp(`${words.replace(/[()]/g, '\\$&')}.* The platform says why\\.$`)),
    });
    expect(target.effects).toEqual([]);
  });

  it('of a version the platform does not have gives its sentence', async () => {
    const { message } = await refused(deployer.deploy(aDeployment({ version: '9.9.9' })));
    expect(message).toContain('There is no version 9.9.9.');
  });

  it('of a key that was used for another body says so', async () => {
    const deployment = aDeployment();
    await deployer.deploy(deployment);
    const other = { ...deployment, version: '1.5.1' };
    expect(await refused(deployer.deploy(other))).toMatchObject({ code: 'DEPLOYER_FAILED', fault: 'fatal' });
    expect((await refused(deployer.find(other))).message).toContain('keeps another deployment under this key');
    expect(target.effects).toHaveLength(1);
  });

  it('is what a 404 means that is not of the protocol, such as one of a gateway', async () => {
    target.meet({ kind: 'answer', status: 404, raw: '<h1>Not found</h1>' });
    expect(await refused(deployer.find(aDeployment()))).toMatchObject({ code: 'DEPLOYER_FAILED', fault: 'fatal' });
  });

  it('is what an answer of another shape means', async () => {
    target.meet({ kind: 'answer', status: 200, body: { id: 'd-1', status: 'done' } });
    expect((await refused(deployer.find(aDeployment()))).message).toContain(
      'in a shape that is not in docs/http-deployer.md',
    );
  });

  it('comes without a request when the key is not one the protocol allows', async () => {
    for (const key of ['', '..', 'a b', 'k'.repeat(201)]) {
      expect(await refused(deployer.deploy(aDeployment({ key })))).toMatchObject({ code: 'DEPLOYER_FAILED' });
    }
    expect(target.requests).toEqual([]);
  });
});

describe('the token', () => {
  it('is never in a message, also when the platform repeats it', async () => {
    const { message } = await refused(deployerAt(target.url, 'another-token').deploy(aDeployment()));
    expect(message).toContain('This token is not known: Bearer [redacted].');
    expect(message).not.toContain('another-token');
  });

  it('goes to no other host when the platform redirects', async () => {
    const heard: unknown[] = [];
    const other = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://localhost:${(other.address() as AddressInfo).port}/`;
    for (const status of [301, 302, 307, 308]) {
      target.meet({ kind: 'answer', status, headers: { location } });
      await refused(deployer.find(aDeployment()));
    }
    await new Promise((resolve) => other.close(resolve));
    expect(heard).toEqual([]);
  });

  it('that is missing is a mistake of the environment, told by name', async () => {
    expect(await refused(deployerAt(target.url, '').deploy(aDeployment()))).toMatchObject({
      code: 'ENVIRONMENT_INVALID',
      message: 'SHOP_TOKEN is not set. It should hold the token of the deployer.',
    });
  });

  it('with a line break is refused before it is sent', async () => {
    expect(await refused(deployerAt(target.url, 'a\r\nx-evil: 1').deploy(aDeployment()))).toMatchObject({
      code: 'ENVIRONMENT_INVALID',
    });
    expect(target.requests).toEqual([]);
  });
});

describe('the http deployer', () => {
  it('sends the key as one path segment below the configured address', async () => {
    const deployment = aDeployment();
    target.meet({ kind: 'answer', status: 500 });
    await refused(deployerAt(`${target.url}/platform/`).deploy(deployment));
    expect(target.requests[0]?.line).toBe(`PUT /platform/deployments/${encodeURIComponent(deployment.key)}`);
  });

  it('tells a version that should run and does not', async () => {
    target.run('api', 'production', '1.5.0', 'stopped');
    expect(await deployer.observe({ service: 'api', environment: 'production' })).toEqual({
      kind: 'running',
      version: null,
      note: '1.5.0 is deployed and does not run.',
    });
  });

  it('asks once what the platform can do', async () => {
    target.behave({ capabilities: ['deploy'] });
    expect(await deployer.capabilities()).toEqual({ observe: true, remove: false });
    expect(await deployer.capabilities()).toEqual({ observe: true, remove: false });
    expect(target.requests).toHaveLength(1);
  });

  it('says of a platform that offers no cancelling that it does not, and asks it for none', async () => {
    target.behave({ capabilities: ['deploy'], takes: 5_000 });
    const deployment = aDeployment();
    await deployer.deploy(deployment);
    await expect(deployer.cancel?.(deployment, null)).rejects.toMatchObject({
      fault: 'fatal',
      message: 'The deployer does not offer to cancel deployments.',
    });
    expect(target.requests.some(({ line }) => line.startsWith('POST'))).toBe(false);
  });

  it('asks again what the platform can do when it was away', async () => {
    target.meet({ kind: 'answer', status: 503 });
    await refused(deployer.capabilities());
    expect(await deployer.capabilities()).toEqual({ observe: true, remove: true });
  });

  it('removes what runs when the plan does not know the version, and nothing when nothing runs', async () => {
    const removal = { version: null, previous: null, commit: null, intent: 'rollback' } as const;
    target.run('api', 'production', '1.5.0');
    expect(await deployer.deploy(aDeployment(removal))).toMatchObject({ kind: 'success' });
    expect(target.effects).toMatchObject([{ kind: 'remove', version: '1.5.0' }]);
    expect(await deployer.deploy(aDeployment(removal))).toMatchObject({ kind: 'success' });
    expect(target.effects).toHaveLength(1);
  });

  it('shows what a platform says about a failure in one line without controls', async () => {
    target.behave({ failure: 'Pod \u001b[31mcrashed\u001b[0m\n  twice' });
    expect(await deployer.deploy(aDeployment())).toEqual({ kind: 'failure', why: 'Pod crashed twice' });
  });

  it('fails the check with the reason when the platform is another one', async () => {
    target.meet({ kind: 'answer', status: 200, body: { protocol: 'other', version: 1, capabilities: [] } });
    expect(await deployer.check()).toMatchObject({ ok: false, why: expect.stringContaining('see protocol') });
  });
});
