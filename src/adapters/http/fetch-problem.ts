import { formatDuration } from '#domain/duration.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection',
  EPIPE: 'broke the connection',
  UND_ERR_SOCKET: 'broke the connection',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that could not be looked up',
  EHOSTUNREACH: 'is on a host that cannot be reached',
  ENETUNREACH: 'is on a network that cannot be reached',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'did not answer in time',
  ERR_INVALID_URL: 'is not an address that can be asked',
  UND_ERR_HEADERS_OVERFLOW: 'answered with headers that are too long',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that nobody vouches for',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that nobody vouches for',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

/**
 * Says in a few words why a fetch brought no answer, as the end of a sentence about the address: "refused the connection". Holds nothing of
 * the error's own text, which may repeat an address with a password. `timeout` is the time in milliseconds that was given.
 */
export function fetchProblem(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `did not answer within ${inWords(timeout)}`;
  const code = codeOf(error);
  if (code !== null && reasons[code] !== undefined) return reasons[code];
  if (code?.startsWith('HPE_')) return 'answered something that is not HTTP';
  if (code !== null) return `could not be asked (${code})`;
  return error instanceof TypeError ? 'is not an address that can be asked' : 'could not be asked';
}

const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL']);

/** True when a fetch failed before there was a connection, so nothing was sent. */
export function isUnsent(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && (unsent.has(code) || code === 'UND_ERR_CONNECT_TIMEOUT' || /CERT|SIGNATURE/.test(code));
}

function inWords(millis: number): string {
  return millis < 1_000 ? `${millis} ms` : formatDuration(millis);
}

/** The code of the error or of what caused it; of several tries (one per network address) that of the first. */
function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(at.code)) return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return null;
}
