import type { JsonObject } from '../json-object.ts';

/** The three kinds of payload that Slack sends to an app. */
export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

/** One payload on its way to the app. */
export type Outgoing = {
  readonly kind: PayloadKind;
  readonly payload: JsonObject;
  readonly retry?: { readonly num: number; readonly reason: string };
};

/** What became of a payload. `body` is what the app answered with, null if it only acknowledged. */
export type Acknowledgement =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly error: 'operation_timeout' | 'dispatch_failed' | 'http_error';
      /** The app asked not to be tried again. */
      readonly noRetry?: boolean;
    };

/** A way to the app: Socket Mode or signed HTTP. */
export type Delivery = {
  readonly send: (outgoing: Outgoing) => Promise<Acknowledgement>;
  readonly isConnected: () => boolean;
  readonly stop: () => void;
};
