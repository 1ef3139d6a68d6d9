import { z } from 'zod';
import type { Sandbox } from '../sandbox/start-sandbox.ts';

/** What the process that started the sandbox may tell it over its channel, to disturb its Slack. */
export const SandboxOrder = z.union([
  z.literal('break-connections'),
  z.strictObject({ redeliver: z.enum(['command', 'action', 'view', 'event']) }),
]);
export type SandboxOrder = z.infer<typeof SandboxOrder>;

/** Carries out every order that comes over this process's channel; `{done, ok}` tells which, and whether the app acknowledged it. Anything else is ignored. */
export function takeOrders({ slack }: Sandbox): void {
  process.on('message', async (message) => {
    const order = SandboxOrder.safeParse(message);
    if (!order.success) return;
    process.send?.({ done: order.data, ok: await carryOut(slack, order.data) });
  });
}

async function carryOut(slack: Sandbox['slack'], order: SandboxOrder): Promise<boolean> {
  if (order !== 'break-connections')
    return slack.redeliver(order.redeliver).then(
      ({ ok }) => ok,
      () => false,
    );
  slack.dropConnections();
  return true;
}
