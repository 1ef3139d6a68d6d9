import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SigningKey } from '#ports/git.ts';
import { aFolder, aMirror, aRemote, byBot } from './a-remote.ts';
import { aGpgHome, anOpenPgpKey, anSshKey } from './real-keys.ts';

const mail = 'fairlead@shop.example';

function tagOf(sha: ReturnType<ReturnType<typeof aRemote>['head']>, sign: SigningKey, message = 'shop 1.5.0') {
  return { name: 'v1.5.0', sha, message, at: byBot.at, taggerName: 'Fairlead', taggerEmail: mail, sign };
}

/** The sentence with which making a tag with this key ends. */
async function refusalOf(sign: SigningKey): Promise<string> {
  const remote = aRemote();
  const error: unknown = await aMirror(remote.url)
    .pushTag(tagOf(remote.head(), sign))
    .catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'SIGNING_FAILED', fault: 'fatal' });
  expect(remote.git('tag')).toBe('');
  return error instanceof Error ? error.message : '';
}

describe('signing', () => {
  it('signs a tag with an ssh key that verifies', async () => {
    const remote = aRemote();
    const { publicKey, sign } = anSshKey();
    const signers = join(aFolder(), 'signers');
    writeFileSync(signers, `${mail} ${publicKey}\n`);
    expect(await aMirror(remote.url).pushTag(tagOf(remote.head(), sign))).toEqual({ kind: 'pushed' });
    expect(remote.git('cat-file', 'tag', 'v1.5.0')).toContain('-----BEGIN SSH SIGNATURE-----');
    remote.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-tag', 'v1.5.0');
  });

  it('signs a tag with an OpenPGP key that verifies', async () => {
    const remote = aRemote();
    const home = aGpgHome();
    const sign = anOpenPgpKey(home, mail);
    expect(await aMirror(remote.url).pushTag(tagOf(remote.head(), sign))).toEqual({ kind: 'pushed' });
    expect(remote.git('cat-file', 'tag', 'v1.5.0')).toContain('-----BEGIN PGP SIGNATURE-----');
    const env = { PATH: process.env.PATH, GNUPGHOME: home };
    execFileSync('git', ['verify-tag', 'v1.5.0'], { cwd: remote.url, env, stdio: 'pipe' });
  });

  it('signs a message that holds a signature of its own so that it still verifies', async () => {
    const remote = aRemote();
    const { sign } = anSshKey();
    const mirror = aMirror(remote.url);
    const forged = 'shop\n\n-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n';
    await mirror.pushTag(tagOf(remote.head(), sign, forged));
    await mirror.fetch();
    expect(await mirror.verifyTag('v1.5.0', { own: sign })).toMatchObject({ kind: 'good' });
  });
});

describe('a key that will not do', () => {
  it('publishes nothing and says where the ssh key was looked for', async () => {
    const key = join(aFolder(), 'none');
    const said = await refusalOf({ format: 'ssh', key });
    expect(said).toBe(
      `The tag could not be signed, so there is none. There is no ssh key at ${key} on this machine. Put the key there, or correct signing.key in fairlead.yml.`,
    );
  });

  it('says that an ssh key asks for a passphrase', async () => {
    expect(await refusalOf(anSshKey({ passphrase: 'hush' }).sign)).toContain('asks for a passphrase');
  });

  it('says that only the public half of an ssh key is here', async () => {
    const { path, sign } = anSshKey();
    rmSync(path);
    expect(await refusalOf({ ...sign, key: `${path}.pub` })).toContain('There is no private key to');
  });

  it('says that no agent holds a public key from the configuration, without repeating it', async () => {
    const { publicKey } = anSshKey();
    const said = await refusalOf({ format: 'ssh', key: `key::${publicKey}` });
    expect(said).toContain('no private key to the configured public key');
    expect(said).not.toContain('AAAA');
  });

  it.each([
    ['is missing', (home: string) => void home],
    ['asks for a passphrase', (home: string) => void anOpenPgpKey(home, mail, { passphrase: 'hush' })],
  ])('says that gpg has no usable secret key when it %s', async (_when, prepare) => {
    const home = aGpgHome();
    prepare(home);
    execFileSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } });
    const said = await refusalOf({ format: 'openpgp', key: mail });
    expect(said).toContain(`gpg has no usable secret key for ${mail}`);
    expect(said).toContain('gpg --list-secret-keys');
  });

  it('is found before it is needed', async () => {
    const remote = aRemote();
    const mirror = aMirror(remote.url);
    const missing = { format: 'ssh', key: join(aFolder(), 'none') } as const;
    expect(await mirror.trySigning(missing, remote.head())).toEqual({
      ok: false,
      why: expect.stringContaining('no ssh key at'),
    });
    expect(await mirror.trySigning(anSshKey().sign, remote.head())).toEqual({ ok: true });
    expect(remote.git('tag')).toBe('');
  });
});
