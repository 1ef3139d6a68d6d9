import { z } from 'zod';

/** One thing Slack told the app, by either door. */
export type Payload = {
  readonly body: Readonly<Record<string, unknown>>;
  /** How often Slack has sent this event before; absent on a first delivery. */
  readonly retryNum?: number;
  readonly retryReason?: string;
  /** Acknowledges, with an answer where the kind takes one. Never throws: an acknowledgement that cannot be sent is logged. */
  readonly accept: (answer?: unknown) => Promise<void>;
  /** Leaves the payload with Slack, which sends events again. */
  readonly decline: () => Promise<void>;
};

/** Takes one payload to its end. Never throws. */
export type Deliver = (payload: Payload) => Promise<void>;

const text = z.string().max(3_000).optional().catch(undefined);
const ided = z.object({ id: text }).optional().catch(undefined);

/** The fields that every reply to a payload of any kind is made from; what a payload lacks is absent. */
export const PayloadHead = z.object({
  type: text,
  command: text,
  response_url: text,
  user_id: text,
  channel_id: text,
  user: ided,
  channel: ided,
  event: z.object({ type: text, user: text, channel: text }).optional().catch(undefined),
});
export type PayloadHead = z.infer<typeof PayloadHead>;

export type PayloadKind =
  | 'command'
  | 'event'
  | 'action'
  | 'options'
  | 'shortcut'
  | 'submission'
  | 'closing'
  | 'unknown';

const kinds: Readonly<Record<string, PayloadKind>> = {
  event_callback: 'event',
  block_actions: 'action',
  interactive_message: 'action',
  block_suggestion: 'options',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  view_submission: 'submission',
  view_closed: 'closing',
};

/** Which kind of payload this is, in Fairlead's words. */
export function payloadKind(head: PayloadHead): PayloadKind {
  if (head.command !== undefined) return 'command';
  return kinds[head.type ?? ''] ?? 'unknown';
}
