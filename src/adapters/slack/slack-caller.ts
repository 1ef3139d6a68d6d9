import type { WebClient } from '@slack/web-api';
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import { classifyFailure, type Refusal } from './call-failure.ts';
import { createLane, type Lane } from './lane.ts';
import { type LimitOverrides, type SlackMethod, slackLimits } from './slack-limits.ts';

/** One call of a Web API method, with what its limits and its repetition depend on. */
export type SlackCall = {
  readonly method: SlackMethod;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the rate limit counts by beside the method: the channel of a post. */
  readonly lane?: string;
  /** Whether a call that may have had its effect may be made again: true for reads and for writes that set a value. */
  readonly repeatable: boolean;
};

/** What became of a call. Nothing is thrown: each end has its own next step. */
export type SlackAnswer =
  | { readonly kind: 'answered'; readonly data: unknown }
  | Refusal
  /** Nothing was sent or nothing was done: limited for longer than the caller's patience, or not reachable. */
  | { readonly kind: 'not_done'; readonly retryAt?: Millis; readonly cause?: unknown }
  /** It may have been done. */
  | { readonly kind: 'unknown'; readonly cause: unknown };

export type CallSlack = (call: SlackCall) => Promise<SlackAnswer>;

export type CallerOptions = {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly limits?: LimitOverrides;
  /** The longest wait inside a call, in milliseconds; beyond it the caller is told when to come back. */
  readonly patience: Millis;
  /** Waits between repeats of a failed call, in milliseconds; as many repeats as entries. */
  readonly pauses: readonly Millis[];
};

const mostRateLimits = 5;

/**
 * Calls Slack through one lane for each method (and channel, where the call names one). A 429 pauses its lane for Retry-After and the
 * call is made again after it; what was certainly not sent is sent again; what may have had an effect only when `repeatable`.
 */
export function createSlackCaller(options: CallerOptions): CallSlack {
  const { client, clock, pauses } = options;
  const laneOf = createLanes(options);

  return async ({ method, args, lane: key, repeatable }) => {
    const lane = laneOf(method, key);
    let limited = 0;
    for (let attempt = 0; ; ) {
      const turn = await lane.take();
      if (turn.kind === 'too_long') return { kind: 'not_done', retryAt: turn.until };
      try {
        return { kind: 'answered', data: await client.apiCall(method, { ...args }) };
      } catch (error) {
        const failure = classifyFailure(error);
        if (failure.kind === 'refused') return failure;
        if (failure.kind === 'limited') {
          const retryAt = clock.now() + failure.retryAfter;
          lane.pause(retryAt);
          limited += 1;
          if (limited >= mostRateLimits) return { kind: 'not_done', retryAt };
          continue;
        }
        const pause = pauses[attempt];
        if (failure.kind === 'unknown' && (!repeatable || pause === undefined)) return failure;
        if (pause === undefined) return { kind: 'not_done', cause: error };
        attempt += 1;
        await clock.sleep(pause);
      }
    }
  };
}

function createLanes({ clock, limits, patience }: CallerOptions): (method: SlackMethod, key?: string) => Lane {
  const lanes = new Map<string, Lane>();
  return (method, key = '') => {
    const name = `${method} ${key}`;
    const lane = lanes.get(name) ?? createLane(limits?.[method] ?? slackLimits[method], { clock, patience });
    lanes.set(name, lane);
    return lane;
  };
}
