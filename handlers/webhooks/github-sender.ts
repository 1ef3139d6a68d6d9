import { createHash } from 'node:crypto';
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import { parseBody } from '../receive/parse-body.ts';
import { branchOf } from './branch-of.ts';
import { readEvent } from './read-event.ts';
import type { WebhookReading, WebhookRequest, WebhookSender } from './webhook-sender.ts';

/** GitHub sends nothing again by itself, but people may redeliver what it sent in the last three days. */
const remember = 3 * 24 * 3_600_000;

const repository = z.object({ full_name: z.string(), id: z.number() });
const WorkflowRun = z.object({ action: z.string(), repository, workflow_run: z.object({ id: z.number() }) });
const DeploymentStatus = z.object({
  repository,
  deployment_status: z.object({ state: z.string() }),
  workflow_run: z.object({ id: z.number() }).nullish(),
});
const Push = z.object({ repository, ref: z.string() });

const finalStates = ['success', 'failure', 'error', 'inactive'];

/**
 * GitHub's webhooks, of github.com and of GitHub Enterprise Server: signed with HMAC-SHA256 over the raw body (X-Hub-Signature-256), without a
 * time. The delivery id (X-GitHub-Delivery) is not signed, so a replay is known by what is: the body.
 */
export function createGithubSender({ secret }: { readonly secret: string }): WebhookSender {
  return {
    name: 'GitHub',
    path: '/webhooks/github',
    remember,
    async check({ body, header }) {
      const signature = header('x-hub-signature-256') ?? '';
      if (signature === '' || body.length === 0) return { kind: 'refused', why: 'unsigned' };
      // A body that is no UTF-8 reads differently than it was signed, so it is refused.
      if (!(await verify(secret, body.toString('utf8'), signature))) return { kind: 'refused', why: 'mismatch' };
      return { kind: 'genuine', mark: `github/${createHash('sha256').update(body).digest('hex')}` };
    },
    read: readGithub,
  };
}

function readGithub({ body, header }: WebhookRequest): WebhookReading {
  const fields = parseBody(body, header('content-type') ?? '');
  switch (header('x-github-event')) {
    case 'workflow_run':
      return readEvent(fields, WorkflowRun, ({ action, repository: at, workflow_run: run }) =>
        action === 'completed' ? runHint(at, run.id) : null,
      );
    case 'deployment_status':
      return readEvent(
        fields,
        DeploymentStatus,
        ({ deployment_status: { state }, repository: at, workflow_run: run }) =>
          finalStates.includes(state) ? runHint(at, run?.id ?? null) : null,
      );
    case 'push':
      return readEvent(fields, Push, ({ ref, repository: at }) => {
        const branch = branchOf(ref);
        return branch === null ? null : { about: 'branch', repository: named(at), branch };
      });
    default:
      return { kind: 'nothing' };
  }
}

type Repository = z.infer<typeof repository>;

function runHint(at: Repository, run: number | null): WebhookHint {
  return { about: 'run', system: 'github-actions', repository: named(at), run: run === null ? null : String(run) };
}

/** GitHub's repositories are configured by their path alone. */
function named({ full_name: path }: Repository): { readonly path: string; readonly number: null } {
  return { path, number: null };
}
