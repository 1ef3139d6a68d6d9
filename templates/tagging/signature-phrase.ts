import type { Signature, SignatureFormat } from '#domain/tagging/signature.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';

const kinds: Readonly<Record<SignatureFormat, string>> = { openpgp: 'OpenPGP', ssh: 'ssh' };

const lapses = {
  expired_key: 'its key is past its date',
  expired_signature: 'it is past its date',
  revoked_key: 'its key was revoked',
} as const;

/** What the signature of a tag is worth, as a sentence. */
export function signaturePhrase(signature: Signature): Phrase {
  if (signature.kind === 'unsigned') return say`It is not signed.`;
  const kind = kinds[signature.format];
  switch (signature.kind) {
    case 'good':
      return say`Good ${kind} signature by ${strong(plain(signature.signer, 120))} (key ${keyName(signature.key)}).`;
    case 'unknown_key':
      return say`It has an ${kind} signature with ${signature.key === null ? 'a key' : say`the key ${keyName(signature.key)}`} that this machine does not know, so it proves nothing here. ${howToKnow(signature.format)}`;
    case 'bad':
      return say`${strong('Bad signature')}: the tag is not what was signed${signature.key === null ? '' : say` with ${keyName(signature.key)}`}. Do not trust it.`;
    case 'lapsed':
      return say`Its ${kind} signature${signature.signer === null ? '' : say` by ${plain(signature.signer, 120)}`} counts no more: ${lapses[signature.why]}.`;
    case 'unchecked':
      return say`It has an ${kind} signature that was not checked, since ${signature.program} is not on this machine.`;
  }
}

function howToKnow(format: SignatureFormat): Phrase {
  return format === 'ssh'
    ? say`Add the key to the file at ${code('signing.allowedSigners')}.`
    : say`Import the public key into gpg on this machine.`;
}

function keyName(key: string): Phrase {
  return code(key.startsWith('SHA256:') ? key.slice(0, 23) : key.slice(-16));
}
