import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { SigningKey } from '#ports/git.ts';
import { aFolder } from './a-remote.ts';

/** Makes an ssh key with ssh-keygen in a folder of its own, as its owner would. */
export function anSshKey(options: { readonly passphrase?: string } = {}) {
  requireProgram('ssh-keygen', 'the OpenSSH client');
  const path = join(aFolder(), 'key');
  const args = ['-q', '-t', 'ed25519', '-N', options.passphrase ?? '', '-C', 'somebody', '-f', path];
  execFileSync('ssh-keygen', args);
  const publicKey = readFileSync(`${path}.pub`, 'utf8').trim();
  const sign: SigningKey = { format: 'ssh', key: path };
  return { path, publicKey, sign };
}

/** A home of gpg that is used by all that runs until the test ends; gpg-agent listens on a socket inside, whose path has to be short. */
export function aGpgHome(): string {
  requireProgram('gpg', 'GnuPG');
  const home = mkdtempSync('/tmp/fl-gpg-');
  chmodSync(home, 0o700);
  vi.stubEnv('GNUPGHOME', home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    execFileSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } });
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}

/** Makes a key that may sign in a home of gpg; `expires` as gpg writes it (`seconds=1`, `never`). */
export function anOpenPgpKey(
  home: string,
  mail: string,
  options: { readonly passphrase?: string; readonly expires?: string } = {},
): SigningKey {
  gpg(home, [
    '--passphrase',
    options.passphrase ?? '',
    '--quick-gen-key',
    mail,
    'ed25519',
    'sign',
    options.expires ?? 'never',
  ]);
  return { format: 'openpgp', key: mail };
}

/** Runs gpg in a home, without asking anybody. */
export function gpg(home: string, args: readonly string[], input = ''): string {
  const all = ['--batch', '--quiet', '--pinentry-mode', 'loopback', ...args];
  return execFileSync('gpg', all, { env: { ...process.env, GNUPGHOME: home }, input, stdio: 'pipe' }).toString();
}

function requireProgram(program: string, from: string): void {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (error !== undefined)
    throw new Error(`${program} is not on the PATH, so signatures cannot be tested. Install ${from}.`);
}
