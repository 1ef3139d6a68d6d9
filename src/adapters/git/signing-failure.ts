import { ReleaseError } from '#errors.ts';
import type { SigningKey } from '#ports/git.ts';

/**
 * Says why a signature could not be made and what whoever runs this machine has to do. Git and ssh-keygen name files of this machine and
 * gpg says nothing at all, so their words are read and not repeated.
 */
export function signingFailure({ format, key }: SigningKey, stderr: string): ReleaseError {
  const why = format === 'ssh' ? sshFault(key, stderr) : openPgpFault(key, stderr);
  return new ReleaseError('SIGNING_FAILED', 'fatal', `The tag could not be signed, so there is none. ${why}`);
}

function sshFault(key: string, stderr: string): string {
  const shown = nameOf(key);
  if (/cannot run|spawn/.test(stderr))
    return 'ssh-keygen is not on the PATH of this machine. Install the OpenSSH client.';
  if (/incorrect passphrase|passphrase/i.test(stderr))
    return `The ssh key ${shown} asks for a passphrase. Load it into the ssh-agent of this machine, or sign with a key without one.`;
  if (/no private key found|agent/i.test(stderr))
    return `There is no private key to ${shown} on this machine, neither beside it nor in the ssh-agent. Put it there, or load it with ssh-add.`;
  if (/couldn't load public key|no such file/i.test(stderr))
    return `There is no ssh key at ${shown} on this machine. Put the key there, or correct signing.key in fairlead.yml.`;
  if (/permission denied|unprotected|bad permissions/i.test(stderr))
    return `The ssh key ${shown} may not be read. Give it to the user Fairlead runs as, with mode 0600.`;
  return `ssh-keygen would not sign with ${shown}. Try it by hand as the user Fairlead runs as.`;
}

function openPgpFault(key: string, stderr: string): string {
  const shown = nameOf(key);
  if (/cannot run|spawn/.test(stderr)) return 'gpg is not on the PATH of this machine. Install GnuPG.';
  return `gpg has no usable secret key for ${shown}: it is missing, over its date, or asks for a passphrase nobody can type. See gpg --list-secret-keys as the user Fairlead runs as.`;
}

/** A public key that stands in the configuration itself is shown by its kind alone. */
function nameOf(key: string): string {
  return /^(?:key::|ssh-|ecdsa-|sk-)/.test(key) ? 'the configured public key' : key.slice(0, 200);
}
