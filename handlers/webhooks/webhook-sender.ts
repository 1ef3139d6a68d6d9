import type { Millis } from '#domain/ids.ts';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';

/** A request as it came, its body not decoded. */
export type WebhookRequest = {
  /** A header by its lower-case name; undefined when it is absent or came twice. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
};

export type WebhookVerdict =
  /** `mark` is the same for a replay, whatever was changed of it that its proof does not cover. Letters, digits, dashes and slashes. */
  | { readonly kind: 'genuine'; readonly mark: string }
  | { readonly kind: 'refused'; readonly why: 'unsigned' | 'stale' | 'future' | 'mismatch' | 'no_moment' };

export type WebhookReading =
  | { readonly kind: 'hint'; readonly hint: WebhookHint }
  /** An event of another kind, or a state in between. */
  | { readonly kind: 'nothing' }
  /** Not in the shape this sender's events have. */
  | { readonly kind: 'unreadable' };

/** One side that sends webhooks: how it proves itself, and what is read of what it sends. */
export type WebhookSender = {
  readonly name: string;
  /** Where it posts to. */
  readonly path: string;
  /** How long a mark is kept. */
  readonly remember: Millis;
  /** Judges the proof before anything of the body is believed. Secrets are compared in constant time. */
  check(request: WebhookRequest, now: Millis): Promise<WebhookVerdict>;
  /** Asked only about a genuine request. */
  read(request: WebhookRequest): WebhookReading;
};
