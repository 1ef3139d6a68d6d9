import { afterEach } from 'vitest';
import type { Job } from '#domain/job.ts';
import { createArgoCdSender } from '#handlers/webhooks/argo-cd-sender.ts';
import { createGithubSender } from '#handlers/webhooks/github-sender.ts';
import { createGitlabSender } from '#handlers/webhooks/gitlab-sender.ts';
import { createWebhookEar, type WebhookEarOptions } from '#handlers/webhooks/webhook-ear.ts';
import { aProject } from '#test/support/a-release.ts';
import { createMemoryQueue } from '#test/support/memory-queue.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { realClock } from '#test/support/real-clock.ts';
import {
  argoCdToken,
  githubSecret,
  gitlabSecret,
  type SentWebhook,
  signingToken,
} from '#test/support/webhooks/sign.ts';

const service = (deployer: object) => ({ deployer, health: { url: 'http://127.0.0.1:4100/health' } });

/** A project whose three services are deployed by the three senders, from `shop/shop`. */
export const shop = aProject({
  repository: { url: 'https://github.com/shop/shop.git', branch: 'main' },
  services: {
    api: service({ kind: 'github-actions', repository: 'shop/shop', workflow: 'deploy.yml' }),
    web: service({ kind: 'gitlab-ci', project: 'shop/shop' }),
    worker: service({ kind: 'argo-cd', url: 'http://127.0.0.1:4200' }),
  },
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

export type ListeningEar = {
  readonly post: (path: string, sent: SentWebhook) => Promise<{ readonly status: number; readonly says: string }>;
  /** Hints that were stored, in the order they came. */
  readonly hints: () => readonly Job[];
  readonly address: string;
  readonly logged: readonly string[];
  readonly stop: () => Promise<void>;
};

/** An ear for webhooks on a free port, with every sender configured. Ends with the test. */
export async function anEar(change: Partial<WebhookEarOptions> = {}): Promise<ListeningEar> {
  const queue = createMemoryQueue();
  const logged: string[] = [];
  const tell = (fields: unknown, words?: string): void => void logged.push(JSON.stringify([fields, words]));
  const ear = createWebhookEar({
    port: 0,
    host: '127.0.0.1',
    senders: [
      createGithubSender({ secret: githubSecret }),
      createGitlabSender({ signingToken, secret: gitlabSecret }),
      createArgoCdSender({ token: argoCdToken }),
    ],
    queue,
    configuration: { projects: () => ({ shop }) },
    clock: realClock,
    scratch: createMemoryScratch({ now: Date.now }),
    log: { debug: tell, info: tell, warn: tell, error: tell },
    ...change,
  });
  await ear.start();
  stops.push(() => ear.stop());
  const address = `http://127.0.0.1:${ear.port()}`;
  return {
    address,
    logged,
    hints: () => queue.jobs().filter(({ name }) => name === 'webhook-hint'),
    stop: () => ear.stop(),
    async post(path, { body, headers }) {
      const response = await fetch(`${address}${path}`, { method: 'POST', body, headers });
      return { status: response.status, says: await response.text() };
    },
  };
}
