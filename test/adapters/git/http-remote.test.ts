import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aMirror, aRemote, byBot } from './a-remote.ts';
import { httpBackend } from './http-backend.ts';

const secret = 'p@ss/word';
const expected = `Basic ${Buffer.from(`bot:${secret}`).toString('base64')}`;

/** Serves bare repositories over git's smart HTTP protocol, with git's own http-backend, to whoever knows the password. */
async function aServer(root: string, answer?: (response: ServerResponse) => boolean): Promise<string> {
  const server = createServer((request, response) => {
    if (answer?.(response) === true) return;
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="shop"' }).end();
      return;
    }
    httpBackend(root, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('reads and pushes with the credentials of its address', async () => {
  const remote = aRemote();
  const host = await aServer(dirname(remote.url));
  const mirror = aMirror(`http://bot:${encodeURIComponent(secret)}@${host}/shop.git`);
  const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
  remote.git('config', 'http.receivepack', 'true');
  expect(await mirror.pushBranch('main', sha)).toEqual({ kind: 'pushed' });
  expect(await mirror.remoteBranch('main')).toBe(sha);
});

it('never shows the credentials when they are refused', async () => {
  const remote = aRemote();
  const host = await aServer(dirname(remote.url));
  const error = await aMirror(`http://bot:wr0ng@${host}/shop.git`)
    .fetch()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'GIT_FAILED', fault: 'fatal' });
  expect(JSON.stringify([String(error), error])).not.toMatch(/wr0ng|Basic /);
});

it('gives the token to no host but its own', async () => {
  const remote = aRemote();
  const seen: unknown[] = [];
  const host = await aServer(dirname(remote.url), (response) => {
    seen.push(response.req.headers.authorization);
    return false;
  });
  const mirror = aMirror(`http://${host}/shop.git`, { tokens: [{ host: 'github.com', token: 'secret-token' }] });
  await expect(mirror.fetch()).rejects.toMatchObject({ code: 'GIT_FAILED' });
  expect(seen).toEqual([undefined]);
});

it.each([
  [500, 'GIT_UNREACHABLE'],
  [503, 'GIT_UNREACHABLE'],
  [429, 'GIT_UNREACHABLE'],
  [403, 'GIT_FAILED'],
  [404, 'GIT_FAILED'],
])('takes an answer of %i for %s', async (status, code) => {
  const host = await aServer('/nowhere', (response) => {
    response.writeHead(status).end();
    return true;
  });
  await expect(aMirror(`http://${host}/shop.git`).fetch()).rejects.toMatchObject({ code });
});

it('takes a dropped connection and a closed port for unreachable', async () => {
  const host = await aServer('/nowhere', (response) => {
    response.destroy();
    return true;
  });
  await expect(aMirror(`http://${host}/shop.git`).fetch()).rejects.toMatchObject({ code: 'GIT_UNREACHABLE' });
  await expect(aMirror('http://127.0.0.1:9/shop.git').fetch()).rejects.toMatchObject({ code: 'GIT_UNREACHABLE' });
});
