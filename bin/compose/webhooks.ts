import type { WebhookSettings } from '#config/environment-variables.ts';
import { createArgoCdSender } from '#handlers/webhooks/argo-cd-sender.ts';
import { createGithubSender } from '#handlers/webhooks/github-sender.ts';
import { createGitlabSender } from '#handlers/webhooks/gitlab-sender.ts';
import { createWebhookEar, type WebhookEar } from '#handlers/webhooks/webhook-ear.ts';
import type { WebhookSender } from '#handlers/webhooks/webhook-sender.ts';
import type { Queue } from '#ports/queue.ts';
import type { Foundation } from './foundation.ts';

/** The senders that have a secret, in the order they are told of. */
export function webhookSenders({ argoCd, github, gitlab }: WebhookSettings): readonly WebhookSender[] {
  return [
    ...(github === null ? [] : [createGithubSender(github)]),
    ...(gitlab === null ? [] : [createGitlabSender(gitlab)]),
    ...(argoCd === null ? [] : [createArgoCdSender(argoCd)]),
  ];
}

/** The ear for webhooks, not listening yet; null when no sender has a secret. */
export function composeWebhooks(base: Foundation, queue: Queue): WebhookEar | null {
  const { clock, configuration, environment, log, scratch } = base;
  const { webhooks } = environment;
  if (webhooks === null) return null;
  return createWebhookEar({
    port: webhooks.port,
    senders: webhookSenders(webhooks),
    queue,
    configuration,
    clock,
    log,
    scratch,
  });
}
