import type { Deliver } from './payload.ts';

/** One way for Slack to reach the app: signed HTTP, or Socket Mode. */
export type Ear = {
  /** Begins to take payloads. Rejects when it cannot ever work (a port in use, a token Slack refuses). */
  open(deliver: Deliver): Promise<void>;
  /** Takes no more payloads, then resolves; the acknowledgements of those under way can still be sent. */
  deafen(): Promise<void>;
  /** Lets go of everything. */
  close(): Promise<void>;
  /** Whether Slack can reach the app through it now. */
  isOpen(): boolean;
  /** The TCP port that is listened on, null where there is none. */
  port(): number | null;
};
