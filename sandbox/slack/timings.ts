/** How long the sandbox waits, in milliseconds, and what it calls now. Tests shorten these; people get Slack's own. */
export type Timings = {
  readonly now: () => number;
  /** How long the app has to acknowledge a payload. */
  readonly ackMs: number;
  /** How long a trigger_id lives. */
  readonly triggerMs: number;
  /** How long a response_url lives. */
  readonly responseUrlMs: number;
  /** How long after a failed event each further try comes. */
  readonly eventRetryMs: readonly number[];
  /** How often a Socket Mode connection is pinged. */
  readonly pingMs: number;
};

/** Slack's published times. */
export const slackTimings: Timings = {
  now: () => Date.now(),
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  eventRetryMs: [0, 60_000, 300_000],
  pingMs: 10_000,
};
