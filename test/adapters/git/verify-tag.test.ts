import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SigningKey } from '#ports/git.ts';
import { aFolder, aMirror, aRemote, byBot, type Remote } from './a-remote.ts';
import { aGpgHome, anOpenPgpKey, anSshKey, gpg } from './real-keys.ts';

const mail = 'mira@shop.example';

/** A remote whose tag v1.5.0 was signed with a key, and the mirror that looks at it. */
async function aSignedTag(sign: SigningKey | undefined) {
  const remote = aRemote();
  const mirror = aMirror(remote.url);
  const by = { at: byBot.at, taggerName: 'Mira', taggerEmail: mail };
  const spec = { name: 'v1.5.0', sha: remote.head(), message: 'shop 1.5.0', ...by };
  await mirror.pushTag(sign === undefined ? spec : { ...spec, sign });
  await mirror.fetch();
  return { remote, mirror };
}

/** Puts a tag beside it that has the same signature and other words. */
function forge(remote: Remote): void {
  const forged = remote.git('cat-file', 'tag', 'v1.5.0').replace('shop 1.5.0', 'shop 6.6.6');
  const file = join(aFolder(), 'forged');
  writeFileSync(file, `${forged}\n`);
  remote.git('update-ref', 'refs/tags/v6.6.6', remote.git('hash-object', '-t', 'tag', '-w', file));
}

function listed(...lines: readonly string[]): string {
  const file = join(aFolder(), 'signers');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('ssh signatures', () => {
  it('are good by the name the allowed signers file gives the key', async () => {
    const { publicKey, sign } = anSshKey();
    const { mirror } = await aSignedTag(sign);
    const allowedSigners = listed(`${mail} namespaces="git" ${publicKey}`);
    expect(await mirror.verifyTag('v1.5.0', { allowedSigners })).toEqual({
      kind: 'good',
      format: 'ssh',
      signer: mail,
      key: expect.stringMatching(/^SHA256:/),
    });
  });

  it.each(['private key', 'public key', 'key itself'])(
    'are good by Fairlead when its own %s is configured',
    async (how) => {
      const { path, publicKey, sign } = anSshKey();
      const { mirror } = await aSignedTag(sign);
      const key = { 'private key': path, 'public key': `${path}.pub`, 'key itself': `key::${publicKey}` }[how] ?? '';
      const own = { format: 'ssh', key } as const;
      expect(await mirror.verifyTag('v1.5.0', { own })).toMatchObject({ kind: 'good', signer: 'Fairlead' });
    },
  );

  it('are by an unknown key when nobody listed holds it', async () => {
    const { mirror } = await aSignedTag(anSshKey().sign);
    const allowedSigners = listed(`${mail} ${anSshKey().publicKey}`);
    const unknown = { kind: 'unknown_key', format: 'ssh', key: expect.stringMatching(/^SHA256:/) };
    expect(await mirror.verifyTag('v1.5.0', { allowedSigners })).toEqual(unknown);
    expect(await mirror.verifyTag('v1.5.0')).toEqual(unknown);
    expect(await mirror.verifyTag('v1.5.0', { allowedSigners: '/nonexistent' })).toEqual(unknown);
  });

  it('are bad when the tag is not what was signed', async () => {
    const { sign } = anSshKey();
    const { remote, mirror } = await aSignedTag(sign);
    forge(remote);
    await mirror.fetch();
    expect(await mirror.verifyTag('v6.6.6', { own: sign })).toMatchObject({ kind: 'bad', format: 'ssh' });
    expect(await mirror.verifyTag('v6.6.6')).toMatchObject({ kind: 'bad', format: 'ssh' });
  });

  it('have lapsed when the key was allowed until an earlier day', async () => {
    const { publicKey, sign } = anSshKey();
    const { mirror } = await aSignedTag(sign);
    const allowedSigners = listed(`${mail} valid-before="20200101" ${publicKey}`);
    expect(await mirror.verifyTag('v1.5.0', { allowedSigners })).toMatchObject({ kind: 'lapsed', why: 'expired_key' });
  });

  it('are unchecked when ssh-keygen is missing', async () => {
    const { sign } = anSshKey();
    const { mirror } = await aSignedTag(sign);
    withoutPrograms();
    expect(await mirror.verifyTag('v1.5.0', { own: sign })).toEqual({
      kind: 'unchecked',
      format: 'ssh',
      program: 'ssh-keygen',
    });
  });
});

describe('OpenPGP signatures', () => {
  it('are good by the name on the key', async () => {
    const { mirror } = await aSignedTag(anOpenPgpKey(aGpgHome(), mail));
    expect(await mirror.verifyTag('v1.5.0')).toEqual({
      kind: 'good',
      format: 'openpgp',
      signer: mail,
      key: expect.stringMatching(/^[0-9A-F]{40}$/),
    });
  });

  it('are by an unknown key on a machine that does not have it', async () => {
    const { mirror } = await aSignedTag(anOpenPgpKey(aGpgHome(), mail));
    aGpgHome();
    expect(await mirror.verifyTag('v1.5.0')).toMatchObject({ kind: 'unknown_key', format: 'openpgp' });
  });

  it('are bad when the tag is not what was signed', async () => {
    const { remote, mirror } = await aSignedTag(anOpenPgpKey(aGpgHome(), mail));
    forge(remote);
    await mirror.fetch();
    expect(await mirror.verifyTag('v6.6.6')).toMatchObject({ kind: 'bad', format: 'openpgp' });
  });

  it('have lapsed when the owner has revoked the key', async () => {
    const home = aGpgHome();
    const { mirror } = await aSignedTag(anOpenPgpKey(home, mail));
    const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(gpg(home, ['--with-colons', '--list-keys', mail]))?.[1] ?? '';
    const ready = readFileSync(join(home, 'openpgp-revocs.d', `${fingerprint}.rev`), 'utf8');
    gpg(home, ['--import'], ready.replace(':-----BEGIN', '-----BEGIN'));
    expect(await mirror.verifyTag('v1.5.0')).toMatchObject({ kind: 'lapsed', why: 'revoked_key', signer: mail });
  });
});

it('leaves OpenPGP signatures unchecked when gpg is missing', async () => {
  const { mirror } = await aSignedTag(anOpenPgpKey(aGpgHome(), mail));
  withoutPrograms();
  expect(await mirror.verifyTag('v1.5.0')).toEqual({ kind: 'unchecked', format: 'openpgp', program: 'gpg' });
});

describe('tags without a signature', () => {
  it('are told apart from no tag at all', async () => {
    const { remote, mirror } = await aSignedTag(undefined);
    remote.git('tag', 'light', 'main');
    await mirror.fetch();
    expect(await mirror.verifyTag('v1.5.0')).toEqual({ kind: 'unsigned' });
    expect(await mirror.verifyTag('light')).toEqual({ kind: 'unsigned' });
    expect(await mirror.verifyTag('v9.9.9')).toBeNull();
  });
});

it('tells subject and date of a commit', async () => {
  const remote = aRemote();
  const sha = remote.commit('fix: pay\ntwice\n\nBody.');
  expect(await aMirror(remote.url).summaryOf(sha)).toEqual({
    sha,
    subject: 'fix: pay twice',
    committedAt: 1_700_000_000_000,
  });
});

/** A PATH with git on it and nothing else. */
function withoutPrograms(): void {
  const folder = aFolder();
  const git = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\nexec ${git} "$@"\n`, { mode: 0o755 });
  vi.stubEnv('PATH', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
}
