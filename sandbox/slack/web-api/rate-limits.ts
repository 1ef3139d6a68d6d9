import { type Allowance, channelAllowance, type Tier, tierAllowances } from './rate-tiers.ts';

/** No limits, Slack's own, or Slack's with some methods' allowances replaced. */
export type RateLimitOption =
  | 'off'
  | 'slack'
  | { readonly methods: Readonly<Record<string, Allowance>>; readonly channel?: Allowance };

/** Counts the calls of one workspace. */
export type RateLimits = {
  /** Takes one call; the whole seconds to wait if it is one too many, else null. */
  readonly take: (method: string, tier: Tier, channel: string | undefined) => number | null;
};

/** Starts with full allowances. `now` gives epoch milliseconds. */
export function createRateLimits(option: RateLimitOption, now: () => number): RateLimits {
  if (option === 'off') return { take: () => null };
  const replaced = option === 'slack' ? {} : option.methods;
  const perChannel = option === 'slack' ? channelAllowance : (option.channel ?? channelAllowance);
  const buckets = new Map<string, { tokens: number; at: number }>();

  const waitFor = (key: string, allowance: Allowance): number => {
    const bucket = buckets.get(key) ?? { tokens: allowance.burst, at: now() };
    const refill = ((now() - bucket.at) / 60_000) * allowance.perMinute;
    bucket.tokens = Math.min(allowance.burst, bucket.tokens + refill);
    bucket.at = now();
    buckets.set(key, bucket);
    return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / allowance.perMinute) * 60);
  };
  const spend = (key: string) => {
    const bucket = buckets.get(key);
    if (bucket !== undefined) bucket.tokens -= 1;
  };

  return {
    take(method, tier, channel) {
      const own = Object.hasOwn(replaced, method) ? replaced[method] : undefined;
      const keys: [string, Allowance][] = [[method, own ?? tierAllowances[tier]]];
      if (tier === 'posting' && channel !== undefined) keys.push([`${method}:${channel}`, perChannel]);
      const wait = Math.max(...keys.map(([key, allowance]) => waitFor(key, allowance)));
      if (wait > 0) return wait;
      for (const [key] of keys) spend(key);
      return null;
    },
  };
}
