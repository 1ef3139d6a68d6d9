import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '../receive/parse-body.ts';
import { longestSkew, skewFault } from '../receive/verify-request.ts';
import { readEvent } from './read-event.ts';
import { isSameSecret } from './same-secret.ts';
import type { WebhookRequest, WebhookSender, WebhookVerdict } from './webhook-sender.ts';

/** What the template in docs/webhooks.md makes. */
const Notification = z.object({ application: z.string().min(1).max(253), sentAt: z.iso.datetime({ offset: true }) });

/**
 * Argo CD's notifications by its webhook service, with the template of docs/webhooks.md. Its headers are fixed text, so it can send a bearer
 * token and sign nothing: a replay is known by the moment in the body and by the body itself, which stays the same at each of its tries.
 */
export function createArgoCdSender({ token }: { readonly token: string }): WebhookSender {
  return {
    name: 'Argo CD',
    path: '/webhooks/argo-cd',
    remember: 2 * longestSkew,
    check: async (request, now) => check(request, token, now),
    read: (request) =>
      readEvent(fieldsOf(request), Notification, ({ application }) => ({ about: 'application', application })),
  };
}

function check(request: WebhookRequest, token: string, now: number): WebhookVerdict {
  const sent = /^Bearer +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (sent === undefined) return { kind: 'refused', why: 'unsigned' };
  if (!isSameSecret(sent, token)) return { kind: 'refused', why: 'mismatch' };
  const notification = Notification.safeParse(fieldsOf(request));
  if (!notification.success) return { kind: 'refused', why: 'no_moment' };
  const fault = skewFault(Date.parse(notification.data.sentAt), now);
  if (fault !== null) return { kind: 'refused', why: fault };
  return { kind: 'genuine', mark: `argo-cd/${createHash('sha256').update(request.body).digest('hex')}` };
}

/** Argo CD names no content type of its own. */
function fieldsOf({ body }: WebhookRequest): Readonly<Record<string, unknown>> | null {
  return parseBody(body, 'application/json');
}
