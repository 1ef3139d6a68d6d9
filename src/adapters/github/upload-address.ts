import { ReleaseError } from '#errors.ts';

/**
 * Where files of a release are sent: the `upload_url` of the release (an RFC 6570 template), which is another host than the API's on
 * github.com and ghe.com. Refuses any other host than `uploads.` beside `api.`, since the token goes along.
 */
export function uploadAddress(template: string, apiUrl: string): string {
  const [plain = ''] = template.split('{');
  const address = URL.canParse(plain) ? new URL(plain) : null;
  const api = new URL(apiUrl);
  const hosts = [api.host, api.host.replace(/^api\./, 'uploads.')];
  if (address !== null && address.protocol === api.protocol && hosts.includes(address.host)) return `${plain}{?name}`;
  const where = address?.host ?? 'an address that cannot be read';
  throw new ReleaseError(
    'FORGE_FAILED',
    'fatal',
    `GitHub wants files sent to ${where}, which is not a host of ${api.host}, so nothing was sent. Check GITHUB_API_URL.`,
  );
}
