import { describe, expect, it } from 'vitest';
import { checksumOf } from '../../../sandbox/shop/artifact-store.ts';
import { deploy, put, startTestShop, upload } from './shop-fixture.ts';

async function send(url: string, body: unknown): Promise<{ status: number; error: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, error: answer.error };
}

describe('artifacts', () => {
  it('answers 201 to a new version and 200 to the same bytes', async () => {
    const shop = await startTestShop();
    expect((await upload(shop, '2.0.0')).status).toBe(201);
    expect((await upload(shop, '2.0.0')).status).toBe(200);
  });

  it('takes other bytes for a candidate, and answers 409 once the version has been in production', async () => {
    const shop = await startTestShop();
    await upload(shop, '2.0.0');
    expect((await upload(shop, '2.0.0', { 'lib/more.mjs': 'export {};\n' })).status).toBe(201);
    await put(shop, 'k', { ...deploy('2.0.0'), environment: 'production' });
    await shop.settled('k');
    const other = await upload(shop, '2.0.0', { 'lib/other.mjs': 'export {};\n' });
    expect([other.status, await other.json()]).toMatchObject([
      409,
      { error: 'version_taken', message: expect.stringContaining('Release the next version.') },
    ]);
  });

  it('can be deployed only after the upload', async () => {
    const shop = await startTestShop();
    expect((await put(shop, 'k', deploy('2.0.0'))).status).toBe(422);
    await upload(shop, '2.0.0');
    expect((await put(shop, 'k', deploy('2.0.0'))).status).toBe(202);
  });

  it.each([
    ['a wrong checksum', { entry: 'a.mjs', files: { 'a.mjs': '1' }, checksum: '0'.repeat(64) }, 'wrong_checksum'],
    [
      'no file to start',
      { entry: 'b.mjs', files: { 'a.mjs': '1' }, checksum: checksumOf({ 'a.mjs': '1' }) },
      'missing_entry',
    ],
    [
      'a path out of its folder',
      { entry: '../a.mjs', files: { '../a.mjs': '1' }, checksum: checksumOf({ '../a.mjs': '1' }) },
      'invalid_request',
    ],
    [
      'an absolute path',
      { entry: '/a.mjs', files: { '/a.mjs': '1' }, checksum: checksumOf({ '/a.mjs': '1' }) },
      'invalid_request',
    ],
    ['no files', { entry: 'a.mjs' }, 'invalid_request'],
  ])('refuses %s', async (_what, body, error) => {
    const shop = await startTestShop();
    expect(await send(`${shop.url}/artifacts/api/3.0.0`, body)).toEqual({ status: 400, error });
    expect((await fetch(`${shop.url}/artifacts/api/3.0.0`)).status).toBe(404);
  });

  it.each(['a/../../b', '.hidden', 'a b', '-x'])(
    'refuses the version "%s", which is no name for a folder',
    async (version) => {
      const shop = await startTestShop();
      const files = { 'a.mjs': '' };
      const body = { entry: 'a.mjs', files, checksum: checksumOf(files) };
      const url = `${shop.url}/artifacts/api/${encodeURIComponent(version)}`;
      expect(await send(url, body)).toEqual({ status: 400, error: 'malformed_version' });
      expect((await put(shop, 'k', deploy(version))).status).toBe(422);
    },
  );
});
