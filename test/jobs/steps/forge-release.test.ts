import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBuildFiles } from '#adapters/build-files/create-build-files.ts';
import { createForges } from '#adapters/forges.ts';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { Json } from '#domain/ids.ts';
import { forgeRelease } from '#jobs/steps/forge-release.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import { releaseCommit } from '#operations/steps/release-commit.ts';
import { aFolder, aRemote } from '#test/adapters/git/a-remote.ts';
import { GithubServer } from '#test/adapters/github/github-server.ts';
import { GitlabServer } from '#test/adapters/gitlab/gitlab-server.ts';
import { aRelease as aStory } from '#test/support/a-release.ts';
import { planned } from '#test/support/planned.ts';
import { rel } from '../../operations/a-workshop.ts';
import { aStep, noon } from './a-step.ts';

/** A release of 1.5.0 whose build left two archives in its checkout, and both forges. */
async function aRelease() {
  const remote = aRemote();
  const git = createGitRepositories({ dataDirectory: aFolder() });
  const commit = {
    url: remote.url,
    source: remote.head(),
    version: '1.5.0',
    previous: '1.4.2',
    versionFiles: ['package.json'],
    changelogPath: 'CHANGELOG.md',
    changelog: '## [1.5.0] - 2026-11-21\n\n### Added\n\n- pay with a saved card\n',
    at: noon,
  };
  const { sha } = await releaseCommit(git.of(remote), commit);
  const { folder } = await git.of(remote).checkout(rel(1), sha);
  mkdirSync(join(folder, 'dist'));
  for (const name of ['shop-1.5.0.tgz', 'shop-1.5.0.zip']) writeFileSync(join(folder, 'dist', name), name);
  const github = await new GithubServer().start();
  const gitlab = await new GitlabServer().start();
  for (const server of [github, gitlab]) server.tags.add('v1.5.0');
  const forges = createForges({
    github: { token: 'good', apiUrl: github.url, timeout: 1_000 },
    gitlab: { token: 'good', url: gitlab.url, timeout: 1_000 },
  });
  const releases = planned<ReleaseLog>('releases', { get: async () => aStory().release() });
  const ports = { git, forges, buildFiles: createBuildFiles(), releases };
  const step = (more: Readonly<Record<string, Json>> = {}) =>
    aStep(
      forgeRelease,
      {
        forge: { kind: 'github', repository: 'shop/shop' },
        tag: 'v1.5.0',
        title: 'v1.5.0',
        body: '### Added\n',
        version: '1.5.0',
        assets: ['dist/shop-{version}.*'],
        commit,
        ...more,
      },
      ports,
    );
  return { folder, github, gitlab, step };
}

const names = ['SHA256SUMS', 'shop-1.5.0.tgz', 'shop-1.5.0.zip'];
const gitlabForge = { kind: 'gitlab', repository: 'group/sub/shop' };

describe('forge-release with files', () => {
  it('attaches what the build made and its checksums, and publishes then', async () => {
    const { github, step } = await aRelease();
    const done = await step().run();
    expect(done).toMatchObject({ kind: 'succeeded', result: { url: expect.stringMatching(/v1\.5\.0$/) } });
    expect(done).toMatchObject({
      result: { assets: [{ name: 'shop-1.5.0.tgz' }, { name: 'shop-1.5.0.zip' }, { name: 'SHA256SUMS' }] },
    });
    expect(github.releases).toMatchObject([{ draft: false, body: '### Added\n', make_latest: 'legacy' }]);
    expect(github.assets.stored.map(({ name }) => name).sort()).toEqual(names);
    expect(await step().probe()).toMatchObject({ kind: 'succeeded' });
  });

  it('does the same on GitLab', async () => {
    const { gitlab, step } = await aRelease();
    expect(await step({ forge: gitlabForge }).run()).toMatchObject({ kind: 'succeeded' });
    expect(gitlab.releases.map(({ links }) => links.map(({ name }) => name).sort())).toEqual([names]);
    expect(await step({ forge: gitlabForge }).probe()).toMatchObject({ kind: 'succeeded' });
  });

  it.each([
    ['github', ['POST /repos/shop/shop/releases', 'POST /repos/shop/shop/releases/101/assets', 'PATCH']],
    ['gitlab', ['PUT', 'POST']],
  ] as const)(
    'makes one page on %s and each file once, though the worker dies after every effect',
    async (kind, effects) => {
      const { github, gitlab, step } = await aRelease();
      const server = { github, gitlab }[kind];
      const look = () => step(kind === 'gitlab' ? { forge: gitlabForge } : {});
      for (const call of effects) {
        server.faults = [{ call, answer: 'drop', after: true }];
        await expect(look().run()).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
        // The last effect is the publication itself, which the probe then finds.
        const isLast = call === effects.at(-1);
        expect(await look().probe()).toMatchObject({ kind: isLast ? 'succeeded' : 'not-done' });
      }
      expect(await look().run()).toMatchObject({ kind: 'succeeded' });
      expect([github.releases.length + gitlab.releases.length]).toEqual([1]);
      const made = kind === 'github' ? github.assets.taken : gitlab.files.map(({ file_name }) => file_name);
      expect([...made].sort()).toEqual(names);
    },
  );

  it('publishes nothing where the build made no such file', async () => {
    const { github, step } = await aRelease();
    expect(await step({ assets: ['dist/*.deb'] }).run()).toMatchObject({
      kind: 'failed',
      code: 'ASSETS_REFUSED',
      message: expect.stringContaining('dist/*.deb matches no file that the build left'),
    });
    expect(github.calls).toEqual([]);
  });

  it('publishes nothing where a draft has another content under the name of a file', async () => {
    const { folder, github, step } = await aRelease();
    github.faults = [{ call: 'PATCH', answer: 'drop' }];
    await expect(step().run()).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
    writeFileSync(join(folder, 'dist/shop-1.5.0.tgz'), 'built again');
    expect(await step().run()).toMatchObject({ kind: 'failed', code: 'ASSETS_REFUSED' });
    expect(github.releases).toMatchObject([{ draft: true }]);
  });

  it('puts what GitHub generates below the notes, opens the discussion and sets the flag as configured', async () => {
    const { github, step } = await aRelease();
    await step({
      assets: [],
      generatedNotesSince: { tag: 'v1.4.2' },
      discussionCategory: 'Releases',
      latest: 'never',
    }).run();
    expect(github.releases).toMatchObject([
      {
        body: expect.stringMatching(/^### Added\n\n## What's Changed\n[\s\S]*v1\.4\.2\.\.\.v1\.5\.0$/),
        make_latest: 'false',
      },
    ]);
    expect(github.discussions).toEqual(['v1.5.0']);
  });
});
