import { describe, expect, it } from 'vitest';
import { createGithubForges } from '#adapters/github/create-github-forges.ts';
import type { Forge } from '#ports/forge.ts';
import type { Fault } from '#test/support/forges/faulty-server.ts';
import { GithubServer } from './github-server.ts';

const now = 1_763_000_000_000;
const spec = { tag: 'v1.5.0', title: 'shop 1.5.0', body: '### Added\n\n- a\n', isPreRelease: false };
const page = { url: 'https://github.com/shop/shop/releases/tag/v1.5.0', tag: 'v1.5.0' };

async function aForge(
  token: string | undefined = 'good',
): Promise<{ readonly server: GithubServer; readonly forge: Forge }> {
  const server = await new GithubServer().start();
  server.tags.add('v1.5.0');
  const forges = createGithubForges({ token, apiUrl: server.url, timeout: 1_000, now: () => now });
  return { server, forge: forges.of({ kind: 'github', repository: 'shop/shop' }) };
}

const posts = (server: GithubServer) => server.calls.filter((call) => call.startsWith('POST'));

describe('a forge on GitHub', () => {
  it('publishes a release that is then found, and rewrites it', async () => {
    const { server, forge } = await aForge();
    expect(await forge.findRelease('v1.5.0')).toBeNull();
    const made = await forge.createRelease(spec);
    expect(made).toEqual({ id: '101', ...page });
    expect(await forge.findRelease('v1.5.0')).toEqual(made);
    expect(await forge.updateRelease(made.id, { ...spec, title: 'new', body: 'words' })).toEqual(made);
    expect(server.releases).toMatchObject([
      { id: 101, tag_name: 'v1.5.0', name: 'new', body: 'words', draft: false, prerelease: false },
    ]);
  });

  it('marks a pre-release as one, and takes tags with a slash', async () => {
    const { server, forge } = await aForge();
    server.tags.add('shop/v2.0.0-rc.1');
    await forge.createRelease({ ...spec, tag: 'shop/v2.0.0-rc.1', isPreRelease: true });
    expect(server.releases[0]).toMatchObject({ prerelease: true });
    expect(await forge.findRelease('shop/v2.0.0-rc.1')).toMatchObject({ tag: 'shop/v2.0.0-rc.1' });
  });

  it('takes a draft for unpublished, and publishes it instead of a second one', async () => {
    const { server, forge } = await aForge();
    const draft = server.add({ tag_name: 'v1.5.0', name: 'by hand', draft: true });
    for (let n = 0; n < 120; n += 1) server.add({ tag_name: `v0.0.${n}` });
    expect(await forge.findRelease('v1.5.0')).toBeNull();
    expect(await forge.createRelease(spec)).toEqual({ id: String(draft.id), ...page });
    expect(draft).toMatchObject({ draft: false, name: spec.title, body: spec.body });
    expect(posts(server)).toEqual([]);
  });

  it('never lets GitHub make the tag', async () => {
    const { server, forge } = await aForge();
    await expect(forge.createRelease({ ...spec, tag: 'v9.9.9' })).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      message:
        'The tag v9.9.9 is not in shop/shop, so no release can be made of it. Push the tag, then retry the step.',
    });
    expect(posts(server)).toEqual([]);
  });

  it('gives the release that somebody else published in between', async () => {
    const { server, forge } = await aForge();
    const other = server.add({ tag_name: 'v1.5.0' });
    expect(await forge.createRelease(spec)).toMatchObject({ id: String(other.id) });
  });

  it('says that a tag name is burnt', async () => {
    const { server, forge } = await aForge();
    server.burnt.add('v1.5.0');
    await expect(forge.createRelease(spec)).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      fault: 'fatal',
      message:
        'Publishing the release v1.5.0 in shop/shop failed: the tag name was used by an immutable release, and GitHub never gives such a name free again. Release under the next version.',
    });
  });

  it('cuts a body that GitHub would refuse, and says so in it', async () => {
    const { server, forge } = await aForge();
    await forge.createRelease({ ...spec, body: '\u{1f680}'.repeat(70_000) });
    const body = server.releases[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(125_000);
    expect(body).toMatch(/\u{1f680}\n\n_Cut here; the whole text is in the changelog\._$/u);
  });
});

describe('a failing GitHub', () => {
  const limit = { message: 'You have exceeded a secondary rate limit. Please wait.' };
  it.each<[string, Fault['answer'], number | undefined]>([
    ['a 500', { status: 500, body: { message: 'Server Error' } }, undefined],
    ['a 502 in HTML', { status: 502, body: 'x', headers: { 'content-type': 'text/html' } }, undefined],
    ['a dropped connection', 'drop', undefined],
    ['silence', 'hang', undefined],
    ['half an answer', 'cut', undefined],
    ['a 429 with Retry-After', { status: 429, body: {}, headers: { 'retry-after': '7' } }, now + 7_000],
    ['a 429 without', { status: 429, body: {} }, now + 60_000],
    ['a secondary limit', { status: 403, body: limit }, now + 60_000],
    [
      'a secondary limit with Retry-After',
      { status: 403, body: limit, headers: { 'retry-after': '90' } },
      now + 90_000,
    ],
    [
      'a primary limit',
      { status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1763000123' } },
      1_763_000_123_000,
    ],
  ])('is called once and unavailable after %s', async (_what, answer, retryAt) => {
    const { server, forge } = await aForge();
    server.faults = [{ call: 'POST', answer }];
    await expect(forge.createRelease(spec)).rejects.toMatchObject({
      code: 'FORGE_UNAVAILABLE',
      fault: 'transient',
      retryAt,
    });
    expect(posts(server)).toHaveLength(1);
  });

  it.each<Fault['answer']>(['drop', 'cut', 'hang', { status: 500, body: {} }])(
    'has published once when the answer was lost (%j) and the engine asks before it tries again',
    async (answer) => {
      const { server, forge } = await aForge();
      server.faults = [{ call: 'POST', answer, after: true }];
      await expect(forge.createRelease(spec)).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
      expect(await forge.findRelease('v1.5.0')).toMatchObject(page);
      expect(await forge.createRelease(spec)).toMatchObject(page);
      expect(server.releases).toHaveLength(1);
    },
  );

  it.each<[string, Fault['answer'], string]>([
    ['401', { status: 401, body: {} }, 'the token is wrong or has expired. Set a new one in GITHUB_TOKEN.'],
    [
      '403',
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      'GitHub says: Resource not accessible by integration. Give it the permission "Contents: read and write".',
    ],
    ['404', { status: 404, body: {} }, 'there is no such repository, or the token may not see it.'],
    [
      '422',
      {
        status: 422,
        body: { message: 'Validation Failed', errors: [{ field: 'body', code: 'invalid' }, 'odd\u001b'] },
      },
      'GitHub says: body invalid; odd. Correct what it names',
    ],
  ])('says what to do after %s', async (_status, answer, words) => {
    const { server, forge } = await aForge();
    server.faults = [{ call: 'POST', answer }];
    await expect(forge.createRelease(spec)).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      fault: 'fatal',
      message: expect.stringContaining(words),
    });
  });

  it('keeps the token out of every error', async () => {
    const { forge } = await aForge('s3cret');
    const error: unknown = await forge.findRelease('v1.5.0').catch((caught: unknown) => caught);
    const cause = error instanceof Error ? error.cause : undefined;
    expect(error).toMatchObject({ code: 'FORGE_FAILED' });
    expect(JSON.stringify([String(error), error, cause])).not.toContain('s3cret');
  });
});

describe('check', () => {
  it.each<[string, Partial<GithubServer>, object]>([
    ['who a token acts as', {}, { ok: true, as: 'fairlead-bot' }],
    ['that a fine-grained token may push', { scopes: null }, { ok: true, as: 'fairlead-bot' }],
    ['that an installation token is no person', { scopes: null, login: null }, { ok: true, as: 'a GitHub App' }],
    [
      'that the scope is missing',
      { scopes: 'public_repo, read:org' },
      { ok: false, why: expect.stringContaining('scope "repo"') },
    ],
    ['that the token may only read', { push: false }, { ok: false, why: expect.stringContaining('not publish there') }],
  ])('says %s', async (_what, settings, answer) => {
    const { server, forge } = await aForge();
    Object.assign(server, settings);
    expect(await forge.check()).toEqual(answer);
  });

  it('says that a token is wrong, and that there is none', async () => {
    const wrong = { ok: false, why: expect.stringContaining('Set a new one in GITHUB_TOKEN') };
    expect(await (await aForge('bad')).forge.check()).toEqual(wrong);
    const server = await new GithubServer().start();
    const forges = createGithubForges({ token: undefined, apiUrl: `${server.url}/` });
    expect(await forges.of({ kind: 'github', repository: 'shop/shop' }).check()).toEqual(wrong);
  });

  it('says that GitHub is away', async () => {
    const forges = createGithubForges({ token: 'good', apiUrl: 'http://127.0.0.1:9' });
    const answer = await forges.of({ kind: 'github', repository: 'shop/shop' }).check();
    expect(answer).toEqual({ ok: false, why: expect.stringContaining('GitHub gave no whole answer') });
  });
});
