import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkingCopy } from '#adapters/git/open-working-copy.ts';
import { Forge } from '#domain/project/forge.ts';
import type { TagRequest } from '#domain/requests/tag-request.ts';
import { Version } from '#domain/version/version.ts';
import type { PageWish } from '#operations/tag/publish-page.ts';
import { tagHere } from '#operations/tag/tag-here.ts';
import { aClone, type Clone } from '../../adapters/git/a-working-copy.ts';
import { aGpgHome, anOpenPgpKey, anSshKey } from '../../adapters/git/real-keys.ts';
import { aProject } from '../../support/a-release.ts';

const clock = { now: () => Date.UTC(2026, 10, 21, 9), sleep: async () => undefined };

async function ask(clone: Clone, request: Partial<TagRequest> = {}, project = aProject()) {
  const pages: PageWish[] = [];
  const outcome = await tagHere(
    {
      copy: await openWorkingCopy(clone.folder),
      folder: clone.folder,
      clock,
      announce: async () => undefined,
      publishPage: async (wish) => {
        pages.push(wish);
        return { kind: 'published', url: 'https://forge.example/v1.5.0', files: [] };
      },
    },
    {
      project,
      request: {
        project: 'shop',
        version: Version.parse('1.5.0'),
        message: null,
        sign: null,
        commit: null,
        release: false,
        push: false,
        artifacts: [],
        service: null,
        ...request,
      },
    },
  );
  return { outcome, pages };
}

describe('a tag in a working copy', () => {
  it('stands on what is checked out, by its owner, and stays at home', async () => {
    const clone = aClone();
    const { outcome } = await ask(clone, { message: 'Two\nlines' });
    expect(outcome).toMatchObject({
      kind: 'placed',
      chosenBy: 'branch',
      placed: { how: 'made', isPushed: false, commit: { subject: 'feat: start' }, signature: { kind: 'unsigned' } },
    });
    expect(clone.git('cat-file', 'tag', 'v1.5.0')).toMatch(
      /tagger Mira <mira@shop\.example> 1795251600 \+0000\n\nv1\.5\.0\n\nTwo\nlines$/,
    );
    expect(clone.remote.git('tag')).toBe('v1.4.2');
  });

  it('keeps characters that steer a terminal out of its message', async () => {
    const clone = aClone();
    await ask(clone, { message: '\u001b[31mred\u0007\r\n# not a comment\u0000' });
    expect(clone.git('cat-file', 'tag', 'v1.5.0')).toMatch(/\n\nv1\.5\.0\n\n\[31mred\n# not a comment$/);
  });

  it('is found a second time, and never moved', async () => {
    const clone = aClone();
    await ask(clone);
    expect((await ask(clone)).outcome).toMatchObject({ kind: 'placed', placed: { how: 'found' } });
    clone.git('commit', '--quiet', '--allow-empty', '-m', 'fix: on top');
    expect((await ask(clone)).outcome).toMatchObject({
      refusal: { code: 'exists_elsewhere', there: { subject: 'feat: start' }, wanted: { subject: 'fix: on top' } },
    });
    expect((await ask(clone, { commit: 'nowhere' })).outcome).toMatchObject({ refusal: { code: 'commit_unknown' } });
    expect((await ask(clone, { commit: 'v1.4.2' })).outcome).toMatchObject({ placed: { how: 'found' } });
  });

  it('is pushed when asked to, once', async () => {
    const clone = aClone();
    await ask(clone);
    expect((await ask(clone, { push: true })).outcome).toMatchObject({ placed: { how: 'made', isPushed: true } });
    expect((await ask(clone, { push: true })).outcome).toMatchObject({ placed: { how: 'found', isPushed: true } });
    expect(clone.remote.git('rev-parse', 'v1.5.0^{commit}')).toBe(clone.git('rev-parse', 'HEAD'));
  });

  it('is told with both commits when the remote has it on another', async () => {
    const clone = aClone();
    const there = clone.remote.commit('fix: elsewhere');
    clone.remote.git('tag', 'v1.5.0', there);
    expect((await ask(clone, { push: true })).outcome).toMatchObject({
      refusal: { code: 'exists_elsewhere', there: { sha: there, subject: 'fix: elsewhere' } },
    });
  });

  it('is refused by the remote in its own words, and before it is made where there is no remote', async () => {
    const clone = aClone();
    const hook = join(clone.remote.url, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "tags are protected" >&2; exit 1\n');
    chmodSync(hook, 0o755);
    expect((await ask(clone, { push: true })).outcome).toMatchObject({
      refusal: { code: 'protected', why: expect.stringContaining('tags are protected') },
    });
    const lonely = aClone();
    lonely.git('remote', 'remove', 'origin');
    expect((await ask(lonely, { push: true })).outcome).toEqual({ kind: 'refused', refusal: { code: 'no_remote' } });
    expect(lonely.git('tag')).toBe('v1.4.2');
  });
});

describe('a signature in a working copy', () => {
  it('is made with the ssh key of its owner, who is known by the allowed signers of git', async () => {
    const { path, publicKey } = anSshKey();
    const signers = `${path}.signers`;
    writeFileSync(signers, `mira@shop.example ${publicKey}\n`);
    const clone = aClone({
      'gpg.format': 'ssh',
      'user.signingKey': `${path}.pub`,
      'gpg.ssh.allowedSignersFile': signers,
    });
    expect((await ask(clone, { sign: true })).outcome).toMatchObject({
      placed: { signature: { kind: 'good', format: 'ssh', signer: 'mira@shop.example' } },
    });
  });

  it('is made with the OpenPGP key to the address of its owner', async () => {
    anOpenPgpKey(aGpgHome(), 'mira@shop.example');
    expect((await ask(aClone(), { sign: true })).outcome).toMatchObject({
      placed: { signature: { kind: 'good', format: 'openpgp', signer: 'mira@shop.example' } },
    });
  });

  it('is made with the key of the project before that of the owner', async () => {
    const { sign } = anSshKey();
    expect((await ask(aClone(), {}, aProject({ signing: sign }))).outcome).toMatchObject({
      placed: { signature: { kind: 'good', format: 'ssh', signer: 'Fairlead' } },
    });
  });

  it.each([
    ['has none', { 'gpg.format': 'ssh' }, 'no_key'],
    ['does not have it on this machine', { 'gpg.format': 'ssh', 'user.signingKey': '/nonexistent' }, 'signing_failed'],
  ])('is refused when the owner %s, and leaves no tag', async (_how, config, code) => {
    const clone = aClone(config);
    expect((await ask(clone, { sign: true })).outcome).toMatchObject({ kind: 'refused', refusal: { code } });
    expect(clone.git('tag')).toBe('v1.4.2');
  });
});

describe('a page from a working copy', () => {
  const withForge = () => {
    const project = aProject();
    const forge = Forge.parse({ kind: 'github', repository: 'octo/shop' });
    return { ...project, repository: { ...project.repository, forge } };
  };

  it('has the files of the folder, and pushes the tag it needs', async () => {
    const clone = aClone();
    mkdirSync(join(clone.folder, 'dist'));
    writeFileSync(join(clone.folder, 'dist', 'shop.tgz'), 'x');
    const { outcome, pages } = await ask(clone, { artifacts: ['dist/*.tgz'] }, withForge());
    expect(outcome).toMatchObject({ placed: { isPushed: true }, page: { kind: 'published' } });
    expect(pages).toMatchObject([{ tag: 'v1.5.0', files: { folder: clone.folder, patterns: ['dist/*.tgz'] } }]);
    expect(clone.remote.git('tag')).toBe('v1.4.2\nv1.5.0');
  });

  it('is refused before there is a tag where no forge is configured', async () => {
    const clone = aClone();
    const { outcome } = await ask(clone, { release: true });
    expect(outcome).toEqual({ kind: 'refused', refusal: { code: 'no_forge' } });
    expect(clone.git('tag')).toBe('v1.4.2');
  });
});
