import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGitlabForges } from '#adapters/gitlab/create-gitlab-forges.ts';
import { packageFilePath, packagePlace } from '#adapters/gitlab/package-place.ts';
import { publishRelease } from '#operations/forge/publish-release.ts';
import { aForgeFile } from '#test/support/forges/asset-content.ts';
import { FaultyServer } from '#test/support/forges/faulty-server.ts';
import { GitlabServer } from './gitlab-server.ts';

const spec = { tag: 'v1.5.0', title: 'v1.5.0', body: '### Added\n', isPreRelease: false };
const file = aForgeFile('shop.tgz', 'the archive');

async function aForge(token: string | undefined = 'good') {
  const server = await new GitlabServer().start();
  server.tags.add('v1.5.0');
  const forges = createGitlabForges({ token, url: `${server.url}/`, timeout: 1_000, now: () => 0 });
  return { server, forge: forges.of({ kind: 'gitlab', repository: 'group/sub/shop' }) };
}

describe('a release on GitLab', () => {
  it('links to each file below an address of its own', async () => {
    const { forge, server } = await aForge();
    await publishRelease(forge, spec, [file]);
    const root = `${server.url}/api/v4/projects/group%2Fsub%2Fshop/packages/generic/fairlead-release/v1.5.0`;
    expect(server.releases[0]?.links).toEqual([
      { name: 'shop.tgz', url: `${root}/shop.tgz`, direct_asset_path: '/shop.tgz', link_type: 'package' },
    ]);
  });

  it('that somebody else made in between is given back', async () => {
    const { forge, server } = await aForge();
    server.releases.push({ tag_name: 'v1.5.0', name: 'by hand', description: '', links: [] });
    expect(await forge.createRelease(spec)).toMatchObject({ tag: 'v1.5.0' });
    expect(server.releases).toMatchObject([{ name: 'by hand' }]);
  });

  it('keeps files of tags that GitLab takes no package version from', async () => {
    const { forge, server } = await aForge();
    server.tags.add('api@1.5.0').add('shop/v2');
    for (const tag of ['api@1.5.0', 'shop/v2']) await publishRelease(forge, { ...spec, tag }, [file]);
    expect(server.packages.map(({ version }) => version)).toEqual([
      expect.stringMatching(/^api-1-5-0-[0-9a-f]{12}$/),
      expect.stringMatching(/^shop-v2-[0-9a-f]{12}$/),
    ]);
  });

  it('has a file that did not arrive whole removed, and is not published', async () => {
    const { forge, server } = await aForge();
    server.spoils = true;
    await expect(publishRelease(forge, spec, [file])).rejects.toMatchObject({
      message: expect.stringContaining('shop.tgz did not arrive whole'),
    });
    expect([server.files.length, server.releases.length]).toEqual([0, 0]);
    expect(await publishRelease(forge, spec, [file])).toMatchObject({ kind: 'published' });
  });

  it('has no notes of its own, and cuts a description that GitLab would refuse', async () => {
    const { forge, server } = await aForge();
    expect(await forge.generatedNotes('v1.5.0', null)).toBeNull();
    await forge.createRelease({ ...spec, body: '\u{1f680}'.repeat(600_000) });
    const body = server.releases[0]?.description ?? '';
    expect(body.length).toBeLessThanOrEqual(1_000_000);
    expect(body).toMatch(/\u{1f680}\n\n_Cut here; the whole text is in the changelog\._$/u);
  });
});

describe('a refusal of GitLab', () => {
  it.each([
    [401, { message: '401 Unauthorized' }, 'the token is wrong or has expired. Set a new one in GITLAB_TOKEN.'],
    [403, { message: '403 Forbidden' }, 'GitLab says: 403 Forbidden. Give it the scope "api" and the role Developer'],
    [400, { message: { name: ['is too long'], base: ['odd\u001b'] } }, 'GitLab says: name is too long; odd.'],
    [422, { error: 'tag_name is invalid' }, 'GitLab says: tag_name is invalid. Correct what it names'],
    [418, '<html>', 'GitLab refused it with 418. Correct what it names'],
  ])('with %i says what to do', async (status, body, words) => {
    const { forge, server } = await aForge();
    server.faults = [{ call: 'POST', answer: { status, body } }];
    await expect(forge.createRelease(spec)).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      fault: 'fatal',
      message: expect.stringContaining(words),
    });
    expect(server.count('POST')).toBe(1);
  });

  it('tells until when to wait by RateLimit-Reset', async () => {
    const { forge, server } = await aForge();
    server.faults = [
      { call: 'GET', answer: { status: 429, body: 'Retry later', headers: { 'ratelimit-reset': '90' } } },
    ];
    await expect(forge.findRelease('v1.5.0')).rejects.toMatchObject({ retryAt: 90_000 });
  });

  it('to serve a project that has moved sends the token to nobody', async () => {
    const { forge, server } = await aForge();
    const thief = await new FaultyServer(() => ({ status: 200, body: {} })).start();
    server.faults = [{ call: 'GET', answer: { status: 301, body: {}, headers: { location: thief.url } } }];
    await expect(forge.findRelease('v1.5.0')).rejects.toMatchObject({
      message: expect.stringContaining('the project has moved. Correct the repository of its forge'),
    });
    expect(thief.calls).toEqual([]);
  });
});

describe('merge requests of GitLab', () => {
  it('are asked for fifty at a time, and of no more than three hundred commits', async () => {
    const { forge, server } = await aForge();
    await forge.pullRequests(Array.from({ length: 120 }, (_, at) => at + 1));
    expect(server.count('GET')).toBe(3);
    const shas = Array.from({ length: 310 }, (_, at) => `b${at.toString(16).padStart(39, '0')}`);
    expect((await forge.pullRequestsOfCommits(shas)).size).toBe(300);
    expect(server.count('GET')).toBe(303);
  });

  it('merged by fast-forward were brought by their last commit', async () => {
    const { forge, server } = await aForge();
    const merged = {
      merged_at: '2026-11-20T10:00:00Z',
      merge_commit_sha: null,
      squash_commit_sha: null,
      sha: 'c'.repeat(40),
    };
    server.mergeRequests.push({
      iid: 3,
      title: '',
      description: '',
      labels: [],
      username: 'aiko',
      commits: [],
      ...merged,
    });
    expect(await forge.pullRequests([3])).toMatchObject([{ mergeCommit: 'c'.repeat(40) }]);
  });
});

describe('check', () => {
  it.each<[string, Partial<GitlabServer>, object]>([
    ['who a token acts as', {}, { ok: true, as: 'fairlead-bot' }],
    ['nothing of a token that cannot be asked about itself', { knowsToken: false }, { ok: true, as: 'fairlead-bot' }],
    ['that the scope is missing', { scopes: ['read_api'] }, { ok: false, why: expect.stringContaining('scope "api"') }],
    ['that the role is too low', { access: 20 }, { ok: false, why: expect.stringContaining('role Developer') }],
    ['that the project is archived', { archived: true }, { ok: false, why: expect.stringContaining('archived') }],
  ])('says %s', async (_what, settings, answer) => {
    const { forge, server } = await aForge();
    Object.assign(server, settings);
    expect(await forge.check()).toEqual(answer);
  });

  it('says that a token is wrong, that there is none, and that GitLab is away', async () => {
    const wrong = { ok: false, why: expect.stringContaining('Set a new one in GITLAB_TOKEN') };
    expect(await (await aForge('bad')).forge.check()).toEqual(wrong);
    const { server } = await aForge();
    const none = createGitlabForges({ token: undefined, url: server.url });
    expect(await none.of({ kind: 'gitlab', repository: 'group/sub/shop' }).check()).toEqual(wrong);
    const away = createGitlabForges({ token: 'good', url: 'http://127.0.0.1:9' });
    const answer = await away.of({ kind: 'gitlab', repository: 'group/sub/shop' }).check();
    expect(answer).toEqual({ ok: false, why: expect.stringContaining('GitLab gave no whole answer') });
  });
});

it('keeps a package of its own for each tag, by a version GitLab takes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      const { version } = packagePlace(one);
      expect(version).toMatch(/^(?!.*\.\.)[\w+-][\w.+-]*$/);
      if (one !== other) expect(packagePlace(other).version).not.toBe(version);
    }),
  );
  expect(packageFilePath('a/b', packagePlace('v1.0.0'), 'x y')).toBe(
    'projects/a%2Fb/packages/generic/fairlead-release/v1.0.0/x%20y',
  );
});
