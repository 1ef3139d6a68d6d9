import type { z } from 'zod';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import type { WebhookReading } from './webhook-sender.ts';

/** Reads the fields of an event that a hint is made of; null from `hintOf` is a state in between. */
export function readEvent<T>(
  body: Readonly<Record<string, unknown>> | null,
  shape: z.ZodType<T>,
  hintOf: (event: T) => WebhookHint | null,
): WebhookReading {
  const parsed = shape.safeParse(body);
  if (!parsed.success) return { kind: 'unreadable' };
  const hint = hintOf(parsed.data);
  return hint === null ? { kind: 'nothing' } : { kind: 'hint', hint };
}
