/** How a tag can be signed: with an OpenPGP key through gpg, or with an ssh key through ssh-keygen. */
export type SignatureFormat = 'openpgp' | 'ssh';

/** What stands behind a tag's signature, as the machine that asked can tell. `signer` is as the key says: untrusted text. */
export type Signature =
  | { readonly kind: 'unsigned' }
  /** The signature fits the tag, and the key is one this machine knows, by this name. */
  | { readonly kind: 'good'; readonly format: SignatureFormat; readonly signer: string; readonly key: string }
  /** The signature may fit, but nobody here is known to hold the key. */
  | { readonly kind: 'unknown_key'; readonly format: SignatureFormat; readonly key: string | null }
  /** The tag is not what was signed. */
  | { readonly kind: 'bad'; readonly format: SignatureFormat; readonly key: string | null }
  /** Fits, but was made with a key or lives past a date that is over, or with a key its owner took back. */
  | {
      readonly kind: 'lapsed';
      readonly format: SignatureFormat;
      readonly why: 'expired_key' | 'expired_signature' | 'revoked_key';
      readonly signer: string | null;
      readonly key: string | null;
    }
  /** It could not be looked at: the program that reads it is not on this machine. */
  | { readonly kind: 'unchecked'; readonly format: SignatureFormat; readonly program: string };
