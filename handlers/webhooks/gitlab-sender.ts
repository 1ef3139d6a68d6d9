import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseBody } from '../receive/parse-body.ts';
import { longestSkew } from '../receive/verify-request.ts';
import { branchOf } from './branch-of.ts';
import { readEvent } from './read-event.ts';
import { isSameSecret } from './same-secret.ts';
import { verifyStandardWebhook } from './verify-standard-webhook.ts';
import type { WebhookReading, WebhookRequest, WebhookSender, WebhookVerdict } from './webhook-sender.ts';

export type GitlabSecrets = { readonly signingToken: string | null; readonly secret: string | null };

const project = z.object({ path_with_namespace: z.string(), id: z.number() });
const Pipeline = z.object({ project, object_attributes: z.object({ id: z.number(), status: z.string() }) });
const Push = z.object({ project, ref: z.string() });

const finalStates = ['success', 'failed', 'canceled', 'skipped'];

/**
 * GitLab's webhooks. Since GitLab 19.0 a webhook may have a signing token: requests are then signed as Standard Webhooks has it, with id and
 * time. Before, and where only a secret token is set, X-Gitlab-Token holds the secret itself: it proves who sent, and neither what nor when.
 * GitLab has sent Idempotency-Key, the same at each try, since 17.4; without it a repeat is known by its body.
 */
export function createGitlabSender(secrets: GitlabSecrets): WebhookSender {
  return {
    name: 'GitLab',
    path: '/webhooks/gitlab',
    remember: 2 * longestSkew,
    check: async (request, now) => check(request, secrets, now),
    read: readGitlab,
  };
}

/** A request that is signed stands or falls with its signature, as soon as there is a token to check it with. */
function check({ body, header }: WebhookRequest, { secret, signingToken }: GitlabSecrets, now: number): WebhookVerdict {
  const signature = header('webhook-signature');
  if (signingToken !== null && (signature !== undefined || secret === null)) {
    const signed = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature, body };
    const verdict = verifyStandardWebhook(signed, signingToken, now);
    return verdict.kind === 'genuine' ? { kind: 'genuine', mark: `gitlab/${verdict.id}` } : verdict;
  }
  const sent = header('x-gitlab-token');
  if (sent === undefined || secret === null) return { kind: 'refused', why: 'unsigned' };
  if (!isSameSecret(sent, secret)) return { kind: 'refused', why: 'mismatch' };
  const repeated = header('idempotency-key') ?? body;
  return { kind: 'genuine', mark: `gitlab/${createHash('sha256').update(repeated).digest('hex')}` };
}

function readGitlab({ body, header }: WebhookRequest): WebhookReading {
  const fields = parseBody(body, header('content-type') ?? '');
  switch (fields?.object_kind) {
    case 'pipeline':
      return readEvent(fields, Pipeline, ({ object_attributes: { id, status }, project: at }) =>
        finalStates.includes(status)
          ? { about: 'run', system: 'gitlab-ci', repository: named(at), run: String(id) }
          : null,
      );
    case 'push':
      return readEvent(fields, Push, ({ project: at, ref }) => {
        const branch = branchOf(ref);
        return branch === null ? null : { about: 'branch', repository: named(at), branch };
      });
    default:
      return fields === null ? { kind: 'unreadable' } : { kind: 'nothing' };
  }
}

function named({ id, path_with_namespace: path }: z.infer<typeof project>): {
  readonly path: string;
  readonly number: number;
} {
  return { path, number: id };
}
