import { describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { bumpVersion } from '#jobs/steps/bump-version.ts';
import { commitRelease } from '#jobs/steps/commit-release.ts';
import { writeChangelog } from '#jobs/steps/write-changelog.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import type { Git } from '#ports/git.ts';
import { aFolder, aRemote, type Remote } from '../../adapters/git/a-remote.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

const section = '## [1.5.0] - 2026-11-21\n\n### Added\n\n- pay with a saved card\n';

function paramsOf(remote: Remote, more: Record<string, string | string[] | null> = {}) {
  return {
    url: remote.url,
    source: remote.head(),
    version: '1.5.0',
    previous: '1.4.2',
    versionFiles: ['package.json', 'services/api/VERSION'],
    changelogPath: 'CHANGELOG.md',
    changelog: section,
    at: noon,
    ...more,
  };
}

const aGit = () => createGitRepositories({ dataDirectory: aFolder() });

describe('bump-version', () => {
  it('names the files that will hold the new version, and writes nothing', async () => {
    const remote = aRemote();
    const before = remote.head();
    const step = aStep(bumpVersion, paramsOf(remote), { git: aGit() });
    expect(await step.run()).toEqual({
      kind: 'succeeded',
      result: { files: ['package.json', 'services/api/VERSION'] },
    });
    expect(await step.run()).toEqual(await step.run());
    expect(remote.head()).toBe(before);
  });

  it('bumps the lock file beside a package.json', async () => {
    const remote = aRemote();
    remote.commit('chore: lock', {
      'package-lock.json': '{ "version": "1.4.2", "packages": { "": { "version": "1.4.2" } } }\n',
    });
    const step = aStep(bumpVersion, paramsOf(remote, { versionFiles: ['package.json'] }), { git: aGit() });
    expect(await step.run()).toMatchObject({ result: { files: ['package.json', 'package-lock.json'] } });
  });

  const workspace = {
    'package.json': '{ "version": "1.4.2", "workspaces": ["web"], "name": "shop" }\n',
    'web/package.json': '{ "name": "web", "dependencies": { "shop": "^1.4.2" } }\n',
  };

  it('brings ranges along, but not in a plan made before they followed', async () => {
    const remote = aRemote();
    remote.commit('chore: workspace', workspace);
    const files = { versionFiles: ['package.json'] };
    const now = aStep(bumpVersion, { ...paramsOf(remote, files), followsWorkspace: true }, { git: aGit() });
    expect(await now.run()).toMatchObject({ result: { files: ['package.json', 'web/package.json'] } });
    const before = aStep(bumpVersion, paramsOf(remote, files), { git: aGit() });
    expect(await before.run()).toMatchObject({ result: { files: ['package.json'] } });
  });

  it('bumps the place an entry names', async () => {
    const remote = aRemote();
    remote.commit('chore: deploy', { 'deploy/values.yaml': 'image: shop:1.4.2\nother: 1.4.2\n' });
    const params = { ...paramsOf(remote), versionFiles: [{ path: 'deploy/values.yaml', yamlPath: 'image' }] };
    const git = aGit();
    expect(await aStep(bumpVersion, params, { git }).run()).toMatchObject({
      result: { files: ['deploy/values.yaml'] },
    });
    const { sha } = await releaseCommit(git.of(remote), CommitParams.parse(params));
    expect(await git.of(remote).readFile(sha, 'deploy/values.yaml')).toBe('image: shop:1.5.0\nother: 1.4.2\n');
  });

  it('has always to be worked out, since nothing of it is kept', async () => {
    expect(await aStep(bumpVersion, paramsOf(aRemote()), {}).probe()).toEqual({ kind: 'not-done' });
  });

  it.each([
    ['a file that is missing', { versionFiles: ['Chart.yaml'] }, /Chart.yaml is not in the repository/],
    ['a file that says another version', { previous: '1.3.0' }, /package.json says 1.4.2, not 1.3.0/],
  ])('refuses %s, naming it', async (_what, more, message) => {
    const step = aStep(bumpVersion, paramsOf(aRemote(), more), { git: aGit() });
    await expect(step.run()).rejects.toMatchObject({
      code: 'VERSION_FILE_INVALID',
      fault: 'user',
      message: expect.stringMatching(message),
    });
  });
});

describe('write-changelog', () => {
  it('names the changelog it will change', async () => {
    const step = aStep(writeChangelog, paramsOf(aRemote()), { git: aGit() });
    expect(await step.run()).toEqual({ kind: 'succeeded', result: { files: ['CHANGELOG.md'] } });
  });

  it('has nothing to do where the very section stands already', async () => {
    const remote = aRemote();
    const git = aGit();
    const step = aStep(commitRelease, paramsOf(remote), { git });
    await step.run();
    const { sha } = await releaseCommit(git.of(remote), CommitParams.parse(paramsOf(remote)));
    const text = await git.of(remote).readFile(sha, 'CHANGELOG.md');
    remote.commit('chore: changelog', { 'CHANGELOG.md': text ?? '' });
    const again = aStep(writeChangelog, paramsOf(remote), { git: aGit() });
    expect(await again.run()).toEqual({ kind: 'succeeded', result: { files: [] } });
  });

  it('refuses a section somebody wrote by hand', async () => {
    const remote = aRemote();
    remote.commit('docs: changelog', { 'CHANGELOG.md': '# Changelog\n\n## [1.5.0]\n\n- mine\n' });
    const step = aStep(writeChangelog, paramsOf(remote), { git: aGit() });
    await expect(step.run()).rejects.toMatchObject({ code: 'VERSION_FILE_INVALID', fault: 'user' });
  });
});

describe('commit-release', () => {
  it('takes the commit that was proposed where neither version files nor a changelog are written', async () => {
    const remote = aRemote();
    const params = paramsOf(remote, { versionFiles: [], changelogPath: null });
    const step = aStep(commitRelease, params, { git: aGit() });
    expect(await step.run()).toEqual({ kind: 'succeeded', result: { sha: remote.head(), files: [] } });
  });

  it('writes the changelog alone where no version file is to be written', async () => {
    const remote = aRemote();
    const step = aStep(commitRelease, paramsOf(remote, { versionFiles: [] }), { git: aGit() });
    expect(await step.run()).toMatchObject({ kind: 'succeeded', result: { files: ['CHANGELOG.md'] } });
  });

  it('makes one commit of version files and changelog, published nowhere', async () => {
    const remote = aRemote();
    const before = remote.head();
    const outcome = await aStep(commitRelease, paramsOf(remote), { git: aGit() }).run();
    expect(outcome).toMatchObject({
      kind: 'succeeded',
      result: {
        sha: expect.stringMatching(/^[0-9a-f]{40}$/),
        files: ['CHANGELOG.md', 'package.json', 'services/api/VERSION'],
      },
    });
    expect(remote.head()).toBe(before);
  });

  it('makes the very same commit on another machine', async () => {
    const remote = aRemote();
    const one = await aStep(commitRelease, paramsOf(remote), { git: aGit() }).run();
    const other = await aStep(commitRelease, paramsOf(remote), { git: aGit() }).run();
    expect(one).toEqual(other);
  });

  it('fails when the commit touches what no version file or changelog is', async () => {
    const remote = aRemote();
    const git = aGit().of(remote);
    const strange = { ...git, changedPaths: async () => ['package.json', 'src/secret.js'] };
    const step = aStep(commitRelease, paramsOf(remote), { git: { of: () => planned<Git>('git', strange) } });
    expect(await step.run()).toMatchObject({
      kind: 'failed',
      code: 'COMMIT_TOUCHES_MORE',
      message: expect.stringContaining('src/secret.js'),
    });
  });
});
