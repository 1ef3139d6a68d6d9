import { ok } from '#domain/doctor/finding.ts';
import type { Check } from './check.ts';

/** What is listened to: the port, and the senders that have a secret, each with the path it posts to. */
export type ListenedWebhooks = {
  readonly port: number;
  readonly senders: readonly { readonly name: string; readonly path: string }[];
};

/** Says whose webhooks are listened to and where; null where no secret is set. Only a delivery can show whether a secret is the right one. */
export function checkWebhooks(listened: ListenedWebhooks | null): Check {
  return {
    name: 'webhooks',
    run: async () => {
      if (listened === null)
        return ok('None are listened to, so CI systems and Argo CD are only asked every few seconds.');
      const doors = listened.senders.map(({ name, path }) => `${name} (${path})`).join(', ');
      return ok(
        `The app listens to ${doors} on port ${listened.port}. Whether a secret is the right one shows at the first delivery.`,
      );
    },
  };
}
