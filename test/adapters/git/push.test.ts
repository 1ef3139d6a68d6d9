import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { TagSpec } from '#ports/git.ts';
import { aFolder, aMirror, aRemote, byBot, type Remote } from './a-remote.ts';

function aTag(remote: Remote, more: Partial<TagSpec> = {}): TagSpec {
  return {
    name: 'v1.5.0',
    sha: remote.head(),
    message: 'shop 1.5.0\n\n# kept',
    at: byBot.at,
    taggerName: byBot.authorName,
    taggerEmail: byBot.authorEmail,
    ...more,
  };
}

/** Makes the remote run a hook with this shell body on every push. */
function hook(remote: Remote, name: string, body: string): void {
  const path = join(remote.url, 'hooks', name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

describe('pushTag', () => {
  it('makes an annotated tag, once', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const spec = aTag(remote);
    expect(await mirror.remoteTag(spec.name)).toBeNull();
    expect(await mirror.pushTag(spec)).toEqual({ kind: 'pushed' });
    const object = remote.git('rev-parse', 'refs/tags/v1.5.0');
    expect(await mirror.pushTag(spec)).toEqual({ kind: 'already' });
    expect(await aMirror(remote.url).pushTag(spec)).toEqual({ kind: 'already' });
    expect(remote.git('rev-parse', 'refs/tags/v1.5.0')).toBe(object);
    expect(await mirror.remoteTag(spec.name)).toBe(spec.sha);
    expect(remote.git('cat-file', 'tag', 'v1.5.0')).toBe(
      `object ${spec.sha}\ntype commit\ntag v1.5.0\ntagger Fairlead <fairlead@shop.example> 1763000000 +0000\n\nshop 1.5.0\n\n# kept`,
    );
  });

  it('never moves a tag, and shows none the remote does not have', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const first = remote.head();
    remote.git('tag', 'v1.5.0', first);
    const second = remote.commit('fix: a');
    expect(await mirror.pushTag(aTag(remote, { sha: second }))).toEqual({
      kind: 'refused',
      reason: 'exists_elsewhere',
      sha: first,
    });
    expect(remote.git('rev-parse', 'v1.5.0')).toBe(first);
    hook(remote, 'pre-receive', 'exit 1');
    expect(await mirror.pushTag(aTag(remote, { name: 'v1.6.0' }))).toEqual({
      kind: 'refused',
      reason: 'protected',
      sha: null,
      why: 'pre-receive hook declined',
    });
    expect((await mirror.tags()).map(({ name }) => name)).toEqual(['v1.5.0']);
  });

  it('hands on what a forge says about a protected tag, without its decoration and without secrets', async () => {
    const remote = aRemote();
    const told = [
      '',
      'error: GH013: Repository rule violations found for refs/tags/v1.5.0.',
      '=====================',
      '- Cannot create ref due to creations being restricted.',
      'See https://bot:secret@forge.example/rules',
    ];
    hook(remote, 'pre-receive', `${told.map((line) => `echo "${line}" >&2`).join('\n')}\nexit 1`);
    const outcome = await aMirror(remote.url).pushTag(aTag(remote));
    expect(outcome).toMatchObject({
      reason: 'protected',
      why: 'GH013: Repository rule violations found for refs/tags/v1.5.0.; - Cannot create ref due to creations being restricted.; See https://***@forge.example/rules; pre-receive hook declined',
    });
  });

  it('tells when somebody else makes the tag in between', async () => {
    const remote = aRemote();
    const other = remote.head();
    const sha = remote.commit('fix: a');
    // The hook runs after the remote was asked and before it takes the push.
    hook(remote, 'pre-receive', `env -u GIT_QUARANTINE_PATH git update-ref refs/tags/v1.5.0 ${other}`);
    expect(await aMirror(remote.url).pushTag(aTag(remote, { sha }))).toEqual({
      kind: 'refused',
      reason: 'exists_elsewhere',
      sha: other,
    });
  });

  it('knows the tag is there when the answer to the push was lost', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    hook(remote, 'post-receive', 'kill -9 $PPID');
    expect((await mirror.pushTag(aTag(remote))).kind).toMatch(/^(?:pushed|already)$/);
    expect(await mirror.pushTag(aTag(remote))).toEqual({ kind: 'already' });
  });

  it.each(['--delete', '-d', 'a b', 'v1..0', 'refs\u202e'])('refuses the name %j before git sees it', async (name) => {
    const remote = aRemote();
    await expect(aMirror(remote.url).pushTag(aTag(remote, { name }))).rejects.toMatchObject({
      code: 'GIT_REFUSED_REF',
    });
  });
});

describe('pushBranch', () => {
  it('moves a branch forward, once', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
    expect(await mirror.pushBranch('main', sha)).toEqual({ kind: 'pushed' });
    expect(await mirror.pushBranch('main', sha)).toEqual({ kind: 'already' });
    expect(await mirror.remoteBranch('main')).toBe(sha);
    expect(await mirror.remoteBranch('ain')).toBeNull();
  });

  it('is done when others have built on it since', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
    await mirror.pushBranch('main', sha);
    remote.commit('fix: on top');
    expect(await mirror.pushBranch('main', sha)).toEqual({ kind: 'already' });
  });

  it('refuses anything but a fast-forward', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
    const moved = remote.commit('fix: meanwhile');
    expect(await mirror.pushBranch('main', sha)).toEqual({ kind: 'refused', reason: 'not_fast_forward', sha: moved });
    expect(remote.head()).toBe(moved);
  });

  it('says when the remote protects the branch', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const sha = await mirror.prepareCommit({ parent: remote.head(), message: 'x', changes: [], ...byBot });
    hook(remote, 'pre-receive', 'echo protected >&2; exit 1');
    expect(await mirror.pushBranch('main', sha)).toEqual({
      kind: 'refused',
      reason: 'protected',
      sha: remote.head(),
      why: 'protected; pre-receive hook declined',
    });
  });
});

describe('dryRunPush', () => {
  it('says yes without an effect, and says which branch is missing', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const before = remote.git('for-each-ref');
    expect(await mirror.dryRunPush('main')).toEqual({ ok: true });
    expect(await mirror.dryRunPush('nope')).toEqual({ ok: false, why: expect.stringContaining('nope does not exist') });
    expect(remote.git('for-each-ref')).toBe(before);
  });

  it('says why when there is no repository', async () => {
    const url = join(aFolder(), 'none.git');
    const answer = await createGitRepositories({ dataDirectory: aFolder() }).of({ url }).dryRunPush('main');
    expect(answer).toEqual({ ok: false, why: expect.stringContaining('does not appear to be a git repository') });
  });
});
