import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBuildFiles } from '#adapters/build-files/create-build-files.ts';
import { createForges } from '#adapters/forges.ts';
import { Sha } from '#domain/ids.ts';
import { Forge } from '#domain/project/forge.ts';
import { Version } from '#domain/version/version.ts';
import { createPublishPage, type PageWish } from '#operations/tag/publish-page.ts';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { GithubServer } from '#test/adapters/github/github-server.ts';
import { aProject } from '#test/support/a-release.ts';
import { sha256 } from '#test/support/forges/asset-content.ts';

/** A page for the tag v1.5.0 on GitHub, with one archive in a folder. */
async function aPage(settings: object = {}, more: Partial<PageWish> = {}) {
  const server = await new GithubServer().start();
  server.tags.add('v1.5.0');
  const folder = aFolder();
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/shop.tgz'), 'the archive');
  const publishPage = createPublishPage({
    forges: createForges({
      github: { token: 'good', apiUrl: server.url, timeout: 1_000 },
      gitlab: { token: undefined, url: 'http://127.0.0.1:9' },
    }),
    buildFiles: createBuildFiles(),
    writeBody: async () => '### Added\n\n- written from the commits\n',
  });
  const forge = Forge.parse({ kind: 'github', repository: 'shop/shop', ...settings });
  const project = aProject({ repository: { ...aProject().repository, forge } });
  const wish: PageWish = {
    name: 'shop',
    project,
    unit: {
      name: null,
      services: [],
      tag: project.tag,
      formerTags: [],
      changelog: project.changelog,
      versionFiles: [],
    },
    version: Version.parse('1.5.0'),
    tag: 'v1.5.0',
    sha: Sha.parse('a'.repeat(40)),
    body: null,
    files: null,
    ...more,
  };
  return { folder, server, publish: (changed: Partial<PageWish> = {}) => publishPage({ ...wish, ...changed }) };
}

const url = 'https://github.com/shop/shop/releases/tag/v1.5.0';

it('publishes what the commits say, once', async () => {
  const { publish, server } = await aPage();
  expect(await publish()).toEqual({ kind: 'published', url, files: [] });
  expect(await publish()).toEqual({ kind: 'published', url, files: [] });
  expect(server.releases).toMatchObject([{ body: '### Added\n\n- written from the commits\n', draft: false }]);
});

it('attaches files, and writes what they hash to below the notes', async () => {
  const { folder, publish, server } = await aPage();
  const done = await publish({ body: 'Words.', files: { folder, patterns: ['dist/*'] } });
  const hash = sha256('the archive');
  const sums = { name: 'SHA256SUMS', sha256: sha256(`${hash}  shop.tgz\n`) };
  expect(done).toEqual({ kind: 'published', url, files: [{ name: 'shop.tgz', sha256: hash }, sums] });
  expect(server.releases[0]?.body).toMatch(/^Words\.\n\n### Checksums\n/);
  expect(server.releases[0]?.body).toContain(`${hash}  shop.tgz\n`);
});

it('sets flags, discussion and generated notes as the project says', async () => {
  const { publish, server } = await aPage({ latest: 'never', discussionCategory: 'Releases', generatedNotes: true });
  await publish({ body: 'Words.' });
  expect(server.releases).toMatchObject([
    { make_latest: 'false', body: expect.stringMatching(/^Words\.\n\n## What's Changed/) },
  ]);
  expect(server.discussions).toEqual(['v1.5.0']);
});

it('tells what went wrong, since the tag stands by then', async () => {
  const { folder, publish, server } = await aPage();
  expect(await publish({ files: { folder, patterns: ['no/*'] } })).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('no/* matches no file'),
  });
  server.burnt.add('v1.5.0');
  expect(await publish()).toMatchObject({ kind: 'failed', why: expect.stringContaining('under the next version') });
  expect(server.releases).toEqual([]);
});

it('leaves a forge that is away to be asked again', async () => {
  const { publish, server } = await aPage();
  server.faults = [{ call: 'POST', answer: 'drop', after: true }];
  await expect(publish()).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
  expect(await publish()).toEqual({ kind: 'published', url, files: [] });
  expect(server.releases).toHaveLength(1);
});
