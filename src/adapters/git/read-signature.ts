import type { Signature, SignatureFormat } from '#domain/tagging/signature.ts';

/** Reads what `git verify-tag --raw` printed: the status lines of gpg (doc/DETAILS), or the sentences of `ssh-keygen -Y verify`. */
export function readSignature(format: SignatureFormat, said: string): Signature {
  if (/cannot run|spawn .* ENOENT/.test(said))
    return { kind: 'unchecked', format, program: format === 'ssh' ? 'ssh-keygen' : 'gpg' };
  return format === 'ssh' ? readSsh(said) : readOpenPgp(said);
}

/** A key that is listed, but past its date, is told apart from one that is not listed at all. */
function readSsh(said: string): Signature {
  const format = 'ssh';
  const [, signer, key = null] = /^Good "git" signature (?:for (.+?) )?with \S+ key (\S+)$/m.exec(said) ?? [];
  if (/^Signature verification failed|incorrect signature/m.test(said)) return { kind: 'bad', format, key };
  if (/key (?:has expired|is not yet valid)/.test(said))
    return { kind: 'lapsed', format, why: 'expired_key', signer: null, key };
  if (/revoked/i.test(said)) return { kind: 'lapsed', format, why: 'revoked_key', signer: null, key };
  if (signer !== undefined && key !== null) return { kind: 'good', format, signer, key };
  return key === null ? { kind: 'bad', format, key } : { kind: 'unknown_key', format, key };
}

const lapses = {
  EXPKEYSIG: 'expired_key',
  EXPSIG: 'expired_signature',
  REVKEYSIG: 'revoked_key',
} as const;

function readOpenPgp(said: string): Signature {
  const format = 'openpgp';
  const line = /^\[GNUPG:\] (GOODSIG|BADSIG|ERRSIG|EXPKEYSIG|EXPSIG|REVKEYSIG) (\S+) ?(.*)$/m.exec(said);
  const [, status, key = '', rest = ''] = line ?? [];
  // VALIDSIG has the whole fingerprint, where GOODSIG has the short id alone.
  const whole = /^\[GNUPG:\] VALIDSIG (\S+)/m.exec(said)?.[1] ?? key;
  switch (status) {
    case 'GOODSIG':
      return { kind: 'good', format, signer: rest, key: whole };
    case 'EXPKEYSIG':
    case 'EXPSIG':
    case 'REVKEYSIG':
      return { kind: 'lapsed', format, why: lapses[status], signer: rest, key: whole };
    case 'ERRSIG':
      return { kind: 'unknown_key', format, key };
    default:
      return { kind: 'bad', format, key: key === '' ? null : key };
  }
}
