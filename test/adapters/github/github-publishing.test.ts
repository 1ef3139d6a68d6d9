import { describe, expect, it } from 'vitest';
import { createGithubForges } from '#adapters/github/create-github-forges.ts';
import { uploadAddress } from '#adapters/github/upload-address.ts';
import { publishRelease } from '#operations/forge/publish-release.ts';
import { aForgeFile } from '#test/support/forges/asset-content.ts';
import { FaultyServer } from '#test/support/forges/faulty-server.ts';
import { GithubServer } from './github-server.ts';

const spec = { tag: 'v1.5.0', title: 'v1.5.0', body: '### Added\n', isPreRelease: false };
const file = aForgeFile('shop.tgz', 'the archive');

async function aForge() {
  const server = await new GithubServer().start();
  server.tags.add('v1.5.0');
  const forges = createGithubForges({ token: 'good', apiUrl: server.url, timeout: 1_000, now: () => 0 });
  return { server, forge: forges.of({ kind: 'github', repository: 'shop/shop' }) };
}

describe('a release on GitHub', () => {
  it.each([
    ['auto', false, 'legacy'],
    ['always', false, 'true'],
    ['never', false, 'false'],
    ['auto', true, 'false'],
    ['always', true, 'false'],
  ] as const)(
    'with latest %s becomes the latest as GitHub allows (pre-release %s: %s)',
    async (latest, isPreRelease, flag) => {
      const { forge, server } = await aForge();
      await publishRelease(forge, { ...spec, latest, isPreRelease }, [file]);
      expect(server.releases).toMatchObject([{ make_latest: flag, prerelease: isPreRelease, draft: false }]);
      server.releases.splice(0);
      await publishRelease(forge, { ...spec, latest, isPreRelease }, []);
      expect(server.releases).toMatchObject([{ make_latest: flag, prerelease: isPreRelease, draft: false }]);
    },
  );

  it('opens a discussion once, when it becomes public, though the answer is lost', async () => {
    const { forge, server } = await aForge();
    const announced = { ...spec, discussionCategory: 'Announcements' };
    server.faults = [{ call: 'PATCH', answer: 'drop', after: true }];
    await expect(publishRelease(forge, announced, [file])).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
    expect(await publishRelease(forge, announced, [file])).toMatchObject({ kind: 'published' });
    expect(server.discussions).toEqual(['v1.5.0']);
  });

  it('reads the notes GitHub generates, since the tag before', async () => {
    const { forge } = await aForge();
    expect(await forge.generatedNotes('v1.5.0', 'v1.4.0')).toContain('v1.4.0...v1.5.0');
    expect(await forge.generatedNotes('v1.5.0', null)).toContain('all...v1.5.0');
  });

  it('says that a name is burnt, which GitHub tells only when the draft is published', async () => {
    const { forge, server } = await aForge();
    server.burnt.add('v1.5.0');
    await expect(publishRelease(forge, spec, [file])).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      message: expect.stringContaining('never gives such a name free again. Release under the next version.'),
    });
    expect(server.releases.every(({ draft }) => draft)).toBe(true);
  });

  it.each([
    [{ message: 'Cannot upload assets to an immutable release.' }, 'only its title and notes can be changed'],
    [
      {
        message: 'Validation Failed',
        errors: [
          {
            message:
              'pre_receive Repository rule violations found\n\nCannot create ref due to creations being restricted.',
          },
        ],
      },
      'a rule of the repository forbids it',
    ],
  ])('words a refusal of what is protected', async (body, words) => {
    const { forge, server } = await aForge();
    server.faults = [{ call: 'POST /repos/shop/shop/releases/101/assets', answer: { status: 422, body } }];
    await expect(publishRelease(forge, spec, [file])).rejects.toMatchObject({
      code: 'FORGE_FAILED',
      message: expect.stringContaining(words),
    });
  });
});

describe('a file of a release on GitHub', () => {
  it('that broke in the middle is removed and sent again', async () => {
    const { forge, server } = await aForge();
    server.assets.breaking = 2;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(publishRelease(forge, spec, [file])).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
      expect(server.assets.stored).toMatchObject([{ state: 'starter' }]);
    }
    expect(await publishRelease(forge, spec, [file])).toMatchObject({
      kind: 'published',
      assets: [{ sha256: file.sha256 }],
    });
    expect(server.assets.stored).toMatchObject([{ state: 'uploaded', content: Buffer.from('the archive') }]);
    expect(server.count('DELETE')).toBe(2);
  });

  it('that did not arrive whole is removed, and nothing is published', async () => {
    const { forge, server } = await aForge();
    server.assets.spoils = true;
    await expect(publishRelease(forge, spec, [file])).rejects.toMatchObject({
      code: 'FORGE_UNAVAILABLE',
      message: expect.stringContaining('shop.tgz did not arrive whole'),
    });
    expect([server.assets.stored.length, server.releases[0]?.draft]).toEqual([0, true]);
    expect(await publishRelease(forge, spec, [file])).toMatchObject({ kind: 'published' });
  });

  it('is read and hashed where GitHub does not tell its digest', async () => {
    const { forge, server } = await aForge();
    server.assets.digests = false;
    const draft = await forge.draftRelease(spec);
    expect(await forge.uploadAsset(draft, file)).toMatchObject({ kind: 'uploaded', asset: { sha256: file.sha256 } });
    expect(await forge.uploadAsset(draft, file)).toMatchObject({ kind: 'already', asset: { sha256: file.sha256 } });
    const other = aForgeFile('shop.tgz', 'the-archive');
    expect(await forge.uploadAsset(draft, other)).toMatchObject({ kind: 'refused', found: { sha256: file.sha256 } });
    expect(await forge.assetsOf(draft)).toMatchObject([{ name: 'shop.tgz', sha256: null }]);
    expect(server.assets.taken).toEqual(['shop.tgz']);
  });

  it('is read from where GitHub sends one, without the token', async () => {
    const { forge, server } = await aForge();
    const storage = await new FaultyServer(() => ({ status: 200, body: Buffer.from('the archive') })).start();
    server.assets.digests = false;
    const draft = await forge.draftRelease(spec);
    const elsewhere = { status: 302, body: '', headers: { location: storage.url.replace('127.0.0.1', 'localhost') } };
    server.faults = [{ call: 'GET /repos/shop/shop/releases/assets', answer: elsewhere }];
    expect(await forge.uploadAsset(draft, file)).toMatchObject({ kind: 'uploaded', asset: { sha256: file.sha256 } });
    expect(storage.calls).toEqual(['GET /']);
    expect(storage.sent.join()).not.toMatch(/authorization|good/);
  });

  it.each([
    [
      'https://uploads.github.com/x/assets{?name,label}',
      'https://api.github.com',
      'https://uploads.github.com/x/assets{?name}',
    ],
    [
      'https://github.shop.example/api/uploads/x{?name,label}',
      'https://github.shop.example/api/v3',
      'https://github.shop.example/api/uploads/x{?name}',
    ],
    ['https://uploads.shop.ghe.com/x', 'https://api.shop.ghe.com', 'https://uploads.shop.ghe.com/x{?name}'],
  ])('goes to %s', (template, api, address) => {
    expect(uploadAddress(template, api)).toBe(address);
  });

  it.each([
    ['https://elsewhere.example/x{?name}', 'elsewhere.example'],
    ['http://uploads.github.com/x', 'uploads.github.com'],
    ['nonsense', 'an address that cannot be read'],
  ])('goes nowhere else: %s', (template, where) => {
    expect(() => uploadAddress(template, 'https://api.github.com')).toThrow(`GitHub wants files sent to ${where}`);
  });
});
