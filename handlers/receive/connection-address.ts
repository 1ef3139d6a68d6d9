import { type App, webApi } from '@slack/bolt';
import type { Millis } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';

/** What asking for a connection address gave: `refused` will not change by asking again, `away` may. */
export type ConnectionAddress =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'away'; readonly error: Error /** Slack's Retry-After. */; readonly wait?: Millis };

/** Slack's words for a token or a setting that has to be changed by a person. */
const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'access_denied',
  'forbidden_team',
]);

/** Asks for a Socket Mode address (apps.connections.open). Only wss is taken, or ws from a Web API that is itself without TLS. */
export async function askConnectionAddress(
  client: App['client'],
  appToken: string,
  apiUrl: string,
): Promise<ConnectionAddress> {
  try {
    const { url = '' } = await client.apps.connections.open({ token: appToken });
    const isAllowed = url.startsWith('wss://') || (url.startsWith('ws://') && apiUrl.startsWith('http://'));
    if (isAllowed) return { kind: 'address', url };
    return { kind: 'away', error: new Error('Slack gave no usable Socket Mode address.') };
  } catch (error) {
    if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'away', error, wait: error.retryAfter * 1_000 };
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : '';
    if (refusals.has(reason)) return { kind: 'refused', error: refused(reason, error) };
    return { kind: 'away', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function refused(reason: string, cause: unknown): ReleaseError {
  const message = `Slack does not open a Socket Mode connection (${reason}). Turn on Socket Mode in the app settings and set SLACK_APP_TOKEN to an app-level token with the scope connections:write.`;
  return new ReleaseError('SLACK_FAILED', 'fatal', message, { cause });
}
