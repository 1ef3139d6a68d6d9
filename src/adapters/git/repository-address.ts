import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { ReleaseError } from '#errors.ts';
import type { GitSetting } from './git-environment.ts';
import { redactAddress } from './redact-address.ts';

/** A token for the https remotes of one host, such as `github.com`. It is sent to no other. */
export type HostToken = { readonly host: string; readonly token: string };

/** An address split into what may be shown and what may not. */
export type RepositoryAddress = {
  /** What git is given: without user name or password when it is http(s). */
  readonly url: string;
  /** Settings that carry the credentials. */
  readonly settings: readonly GitSetting[];
  readonly shown: string;
  /** Names the mirror; the same for addresses that differ in credentials only. */
  readonly hash: string;
};

/**
 * Checks an address and takes its credentials out of it. Accepts http, https, ssh, git and file URLs, `user@host:path` and absolute paths;
 * refuses options, transport helpers (`ext::`) and control characters with GIT_REFUSED_REF.
 */
export function repositoryAddress(address: string, tokens: readonly HostToken[] = []): RepositoryAddress {
  const isUrl = /^(?:https?|ssh|git|file):\/\/[^-]/.test(address);
  const isScp = /^[\w.][\w.-]*@[\w.][\w.-]*:[^-]/.test(address);
  const isPlain = /^[^\p{Cc}\s]+$/u.test(address) && !address.includes('::');
  if (!(isUrl || isScp || isAbsolute(address)) || !isPlain) {
    throw new ReleaseError(
      'GIT_REFUSED_REF',
      'user',
      `The repository address ${redactAddress(address).slice(0, 200)} is not one git may be given. Use https://, ssh://, user@host:path or an absolute path.`,
    );
  }
  const { url, settings } = /^https?:/.test(address) ? splitHttp(address, tokens) : { url: address, settings: [] };
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 24);
  return { url, settings, shown: redactAddress(url), hash };
}

function splitHttp(
  address: string,
  tokens: readonly HostToken[],
): { readonly url: string; readonly settings: GitSetting[] } {
  if (!URL.canParse(address)) {
    throw new ReleaseError(
      'GIT_REFUSED_REF',
      'user',
      'The repository address is not a URL. Correct it in fairlead.yml.',
    );
  }
  const parsed = new URL(address);
  const { username, password } = parsed;
  parsed.username = '';
  parsed.password = '';
  const url = parsed.href;
  if (username !== '' || password !== '') {
    return { url, settings: [authorization(parsed, decodeURIComponent(username), decodeURIComponent(password))] };
  }
  // GitHub and GitLab take a token as the password of any user name.
  const ours = parsed.protocol === 'https:' ? tokens.find(({ host }) => host === parsed.host) : undefined;
  return { url, settings: ours === undefined ? [] : [authorization(parsed, 'x-access-token', ours.token)] };
}

function authorization(url: URL, user: string, secret: string): GitSetting {
  const basic = Buffer.from(`${user}:${secret}`).toString('base64');
  return [`http.${url.origin}/.extraheader`, `Authorization: Basic ${basic}`];
}
