import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { aFolder, aMirror, aRemote, byBot } from './a-remote.ts';

const mail = 'fairlead@shop.example';

it('signs a tag with an ssh key that verifies', async () => {
  const remote = aRemote();
  const folder = aFolder();
  const key = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', mail, '-f', key]);
  const publicKey = execFileSync('ssh-keygen', ['-y', '-f', key]).toString().trim();
  const signers = join(folder, 'signers');
  writeFileSync(signers, `${mail} ${publicKey}\n`);

  const mirror = aMirror(remote.url);
  const spec = tagOf(remote.head(), { format: 'ssh', key });
  expect(await mirror.pushTag(spec)).toEqual({ kind: 'pushed' });
  expect(remote.git('cat-file', 'tag', 'v1.5.0')).toContain('-----BEGIN SSH SIGNATURE-----');
  remote.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, '-c', 'gpg.format=ssh', 'verify-tag', 'v1.5.0');
});

it('signs a tag with an OpenPGP key that verifies', async () => {
  const remote = aRemote();
  // gpg-agent listens on a socket inside, whose path has to be short.
  const home = mkdtempSync('/tmp/fl-gpg-');
  chmodSync(home, 0o700);
  const env = { PATH: process.env.PATH, GNUPGHOME: home };
  onTestFinished(() => {
    execFileSync('gpgconf', ['--kill', 'all'], { env });
    rmSync(home, { recursive: true, force: true });
  });
  const make = [
    '--batch',
    '--quiet',
    '--pinentry-mode',
    'loopback',
    '--passphrase',
    '',
    '--quick-gen-key',
    mail,
    'ed25519',
    'sign',
  ];
  execFileSync('gpg', make, { env, stdio: 'pipe' });
  vi.stubEnv('GNUPGHOME', home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  expect(await aMirror(remote.url).pushTag(tagOf(remote.head(), { format: 'openpgp', key: mail }))).toEqual({
    kind: 'pushed',
  });
  expect(remote.git('cat-file', 'tag', 'v1.5.0')).toContain('-----BEGIN PGP SIGNATURE-----');
  execFileSync('git', ['verify-tag', 'v1.5.0'], { cwd: remote.url, env, stdio: 'pipe' });
});

it('publishes nothing when the key is missing', async () => {
  const remote = aRemote();
  const spec = tagOf(remote.head(), { format: 'ssh', key: join(aFolder(), 'none') });
  await expect(aMirror(remote.url).pushTag(spec)).rejects.toMatchObject({ code: 'GIT_FAILED', fault: 'fatal' });
  expect(remote.git('tag')).toBe('');
});

function tagOf(sha: ReturnType<ReturnType<typeof aRemote>['head']>, sign: { format: 'openpgp' | 'ssh'; key: string }) {
  return { name: 'v1.5.0', sha, message: 'shop 1.5.0', at: byBot.at, taggerName: 'Fairlead', taggerEmail: mail, sign };
}
