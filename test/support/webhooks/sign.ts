import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Secrets of the three senders. */
export const githubSecret = 'github-webhook-secret-1';
export const gitlabSecret = 'gitlab-webhook-secret-1';
export const signingToken = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const argoCdToken = 'argo-cd-webhook-token-1';

/** What a sender posts: the bytes of its body, and its headers. */
export type SentWebhook = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** As GitHub sends it, with Node's own HMAC. */
export function fromGithub(
  event: string,
  payload: unknown,
  { secret = githubSecret, delivery = 'd-1' } = {},
): SentWebhook {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${signature}`,
    },
  };
}

/** As GitLab 19.0 and later send it, signed by the library of Standard Webhooks. */
export function fromGitlab(
  payload: unknown,
  { token = signingToken, id = 'a1b2c3', at = Date.now() }: { token?: string; id?: string; at?: number } = {},
): SentWebhook {
  const body = JSON.stringify(payload);
  const seconds = Math.floor(at / 1_000);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-gitlab-event': 'Pipeline Hook',
      'idempotency-key': id,
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': new Webhook(token).sign(id, new Date(seconds * 1_000), body),
    },
  };
}

/** As GitLab sends it where only a secret token is set. */
export function fromOldGitlab(payload: unknown, more: Readonly<Record<string, string>> = {}): SentWebhook {
  const headers = { 'content-type': 'application/json', 'x-gitlab-token': gitlabSecret, ...more };
  return { body: JSON.stringify(payload), headers };
}

/** As Argo CD sends the template of docs/webhooks.md. */
export function fromArgoCd(
  application: string,
  { token = argoCdToken, at = Date.now() }: { token?: string; at?: number } = {},
): SentWebhook {
  const body = JSON.stringify({ application, sentAt: new Date(at).toISOString() });
  return { body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } };
}
