/** Where a repository is on the web: host `github.com` (with a port where it needs one) and path `octo/shop`. */
export type RepositoryPlace = { readonly host: string; readonly path: string; readonly isSecure: boolean };

/**
 * Reads where a repository is on the web from an address git knows: https, http, ssh, git and `user@host:path`. User names and passwords
 * are dropped, the port only kept for http(s). Null for folders, files and anything that is no such address.
 */
export function repositoryPlace(address: string): RepositoryPlace | null {
  const url =
    /^(https?|ssh|git|git\+ssh|git\+https):\/\/(?:[^@/\s]*@)?([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?\/(.+)$/.exec(
      address.trim(),
    );
  if (url !== null) {
    const [, scheme = '', host = '', port, path = ''] = url;
    const isWeb = scheme === 'http' || scheme === 'https';
    return placeOf(port !== undefined && isWeb ? `${host}:${port}` : host, path, scheme !== 'http');
  }
  const scp = /^(?:[\w.][\w.-]*@)?([A-Za-z0-9][A-Za-z0-9.-]+):(?!\/\/)([^\\]+)$/.exec(address.trim());
  return scp === null ? null : placeOf(scp[1] ?? '', scp[2] ?? '', true);
}

/** Hosts that forges offer for ssh over port 443. */
const webHosts: ReadonlyMap<string, string> = new Map([
  ['ssh.github.com', 'github.com'],
  ['altssh.gitlab.com', 'gitlab.com'],
  ['altssh.bitbucket.org', 'bitbucket.org'],
  ['www.github.com', 'github.com'],
]);

function placeOf(host: string, path: string, isSecure: boolean): RepositoryPlace | null {
  const clean = path
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .replace(/^\/+/, '');
  const isClean = /^[\w.~-]+(?:\/[\w.~-]+)+$/.test(clean) && !clean.split('/').some((part) => /^\.+$/.test(part));
  const known = webHosts.get(host.toLowerCase()) ?? host.toLowerCase();
  return isClean ? { host: known, path: clean, isSecure } : null;
}
