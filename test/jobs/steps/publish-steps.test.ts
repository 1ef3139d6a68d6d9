import { describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import { forgeRelease } from '#jobs/steps/forge-release.ts';
import { postNotes } from '#jobs/steps/post-notes.ts';
import { pushBranch } from '#jobs/steps/push-branch.ts';
import { pushTag } from '#jobs/steps/push-tag.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import { releaseCommit } from '#operations/steps/release-commit.ts';
import type { Forge, ForgeReleaseSpec, Forges } from '#ports/forge.ts';
import type { Git } from '#ports/git.ts';
import { aFolder, aRemote } from '../../adapters/git/a-remote.ts';
import { aRelease as aStory, people } from '../../support/a-release.ts';
import { planned } from '../../support/planned.ts';
import { aStep, noon } from './a-step.ts';

/** A remote with a release of 1.5.0 prepared on its head, as the steps find it. */
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
  const tag = aStep(pushTag, { ...commit, tag: 'v1.5.0', sign: null }, { git });
  const branch = aStep(pushBranch, { ...commit, branch: 'main' }, { git });
  return { remote, git, commit, sha, tag, branch };
}

/** The same repository, one of whose answers is another. */
const withAnswer = (git: Git, answers: Partial<Git>) => ({ of: () => planned<Git>('git', { ...git, ...answers }) });

describe('push-tag', () => {
  it('tags the release commit on the remote, annotated, once', async () => {
    const { remote, sha, tag } = await aRelease();
    const done = { kind: 'succeeded', result: { tag: 'v1.5.0', sha } };
    expect(await tag.probe()).toEqual({ kind: 'not-done' });
    expect(await tag.run()).toEqual(done);
    expect(await tag.run()).toEqual(done);
    expect(remote.git('cat-file', '-t', 'v1.5.0')).toBe('tag');
    expect(remote.git('rev-parse', 'v1.5.0^{commit}')).toBe(sha);
    expect(remote.git('tag', '-l', '--format=%(contents)', 'v1.5.0')).toContain('pay with a saved card');
  });

  it('finds it done after a death', async () => {
    const { sha, tag } = await aRelease();
    await tag.run();
    expect(await tag.probe()).toEqual({ kind: 'succeeded', result: { tag: 'v1.5.0', sha } });
  });

  it('never moves a tag that somebody else pushed, and shows both commits', async () => {
    const { remote, sha, tag } = await aRelease();
    const other = remote.head();
    remote.git('tag', 'v1.5.0', 'main');
    const refusal = {
      kind: 'failed',
      code: 'TAG_EXISTS',
      message: `The tag v1.5.0 exists already on ${other.slice(0, 12)}; this release is ${sha.slice(0, 12)}. A tag is never moved: release another version.`,
    };
    expect(await tag.run()).toEqual(refusal);
    expect(await tag.probe()).toEqual(refusal);
    expect(remote.git('rev-parse', 'v1.5.0')).toBe(other);
  });

  it('says which rules to look at when the remote refuses the tag', async () => {
    const { commit, git, remote } = await aRelease();
    const refusing = withAnswer(git.of(remote), {
      pushTag: async () => ({ kind: 'refused', reason: 'protected', sha: null }),
    });
    const step = aStep(pushTag, { ...commit, tag: 'v1.5.0', sign: null }, { git: refusing });
    expect(await step.run()).toMatchObject({ kind: 'failed', code: 'TAG_REFUSED' });
  });
});

describe('push-branch', () => {
  it('brings the release commit to the branch, once', async () => {
    const { remote, sha, branch } = await aRelease();
    expect(await branch.probe()).toEqual({ kind: 'not-done' });
    expect(await branch.run()).toEqual({ kind: 'succeeded', result: { sha, merged: false } });
    expect(remote.head()).toBe(sha);
    expect(await branch.run()).toEqual({ kind: 'succeeded', result: { sha, merged: false } });
    expect(await branch.probe()).toEqual({ kind: 'succeeded', result: { sha, merged: false } });
  });

  it('merges it when the branch has moved on, and keeps what came', async () => {
    const { remote, sha, branch } = await aRelease();
    const late = remote.commit('fix: late', { 'late.js': '1\n' });
    expect(await branch.run()).toMatchObject({ kind: 'succeeded', result: { merged: true } });
    expect(remote.git('log', '--format=%P', '-1', 'main').split(' ').sort()).toEqual([late, sha].sort());
    expect(remote.git('show', 'main:late.js')).toBe('1');
    expect(remote.git('show', 'main:package.json')).toContain('1.5.0');
  });

  it('finds it done after a death, also behind later commits', async () => {
    const { remote, branch } = await aRelease();
    await branch.run();
    const head = remote.commit('fix: later', { 'late.js': '1\n' });
    expect(await branch.probe()).toEqual({ kind: 'succeeded', result: { sha: head, merged: false } });
  });

  it('says what to do when the same files were changed meanwhile, and undoes no release for it', async () => {
    const { remote, branch } = await aRelease();
    const late = remote.commit('chore: version', { 'package.json': '{ "version": "9.9.9" }\n' });
    expect(await branch.run()).toMatchObject({
      kind: 'succeeded',
      result: { skipped: expect.stringContaining('by hand') },
    });
    expect(remote.head()).toBe(late);
  });

  it.each([
    ['the branch is protected', 'protected', /is protected/],
    ['the branch is gone', 'not_fast_forward', /is gone/],
  ] as const)('says so when %s', async (_what, reason, message) => {
    const { commit, git, remote } = await aRelease();
    const answers: Partial<Git> = {
      pushBranch: async () => ({ kind: 'refused', reason, sha: null }),
      branchHead: async () => null,
    };
    const step = aStep(pushBranch, { ...commit, branch: 'main' }, { git: withAnswer(git.of(remote), answers) });
    expect(await step.run()).toMatchObject({ result: { skipped: expect.stringMatching(message) } });
  });

  it('tries again when the branch moves once more while it merges', async () => {
    const { commit, git, remote } = await aRelease();
    remote.commit('fix: late', { 'late.js': '1\n' });
    const moving = withAnswer(git.of(remote), {
      pushBranch: async () => ({ kind: 'refused', reason: 'not_fast_forward', sha: null }),
    });
    const step = aStep(pushBranch, { ...commit, branch: 'main' }, { git: moving });
    await expect(step.run()).rejects.toMatchObject({ fault: 'transient' });
  });
});

/** The log of a release whose notes nobody edited. */
const withoutEdits = planned<ReleaseLog>('releases', { get: async () => aStory().release() });
const forges = planned<Forges>('forges', {});

describe('forge-release', () => {
  const params = (version: string) => ({
    forge: { kind: 'github', repository: 'octo/shop' },
    tag: `v${version}`,
    title: `v${version}`,
    body: '### Added',
    version,
  });

  /** A forge that publishes what it is told and finds it again. */
  function aForge(published: ForgeReleaseSpec[] = []) {
    const found = ({ tag }: { tag: string }) => ({ id: '1', url: `https://forge.example/${tag}`, tag });
    const forge = planned<Forge>('forge', {
      findRelease: async (tag) => (published.some((one) => one.tag === tag) ? found({ tag }) : null),
      createRelease: async (spec) => {
        published.push(spec);
        return found(spec);
      },
    });
    return { published, world: { forges: { of: () => forge }, releases: withoutEdits } };
  }

  it('publishes once, and finds what it published after a death', async () => {
    const { published, world } = aForge();
    const step = aStep(forgeRelease, params('1.5.0'), world);
    expect(await step.probe()).toEqual({ kind: 'not-done' });
    const done = { kind: 'succeeded', result: { url: 'https://forge.example/v1.5.0' } };
    expect([await step.run(), await step.run(), await step.probe()]).toEqual([done, done, done]);
    expect(published).toEqual([
      { tag: 'v1.5.0', title: 'v1.5.0', body: '### Added', isPreRelease: false, latest: 'auto' },
    ]);
  });

  it('publishes the words a person put in place of the generated ones', async () => {
    const edit = { v: 1, type: 'notes.edited', audience: 'engineers', from: 'person', by: people.mira } as const;
    const edited = aStory().add({ ...edit, text: 'Thanks, @octocat.' });
    const releases = planned<ReleaseLog>('releases', { get: async () => edited.release() });
    const { published, world } = aForge();
    await aStep(forgeRelease, params('1.5.0'), { ...world, releases }).run();
    expect(published[0]?.body).toBe('Thanks, @\u200boctocat.');
  });

  it('marks a pre-release as one', async () => {
    const { published, world } = aForge();
    await aStep(forgeRelease, params('2.0.0-rc.1'), world).run();
    expect(published[0]?.isPreRelease).toBe(true);
  });
});

describe('post-notes', () => {
  it('leaves the posting to the drawing of the log', async () => {
    const step = aStep(postNotes, { notes: '### Added', version: '1.5.0' }, { forges, releases: withoutEdits });
    expect([await step.probe(), await step.run()]).toEqual([{ kind: 'not-done' }, { kind: 'succeeded', result: null }]);
  });
});
