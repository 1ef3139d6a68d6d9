/** Slack's published tiers, and the methods with limits of their own. */
export type Tier = 1 | 2 | 3 | 4 | 'special' | 'posting';

/** How many calls a minute a method takes, and how many it takes at once before that pace holds. */
export type Allowance = { readonly perMinute: number; readonly burst: number };

/** The allowance of each tier. Slack publishes the pace ("20+ per minute"); the burst is the sandbox's own reading. */
export const tierAllowances: Readonly<Record<Tier, Allowance>> = {
  1: { perMinute: 1, burst: 10 },
  2: { perMinute: 20, burst: 20 },
  3: { perMinute: 50, burst: 50 },
  4: { perMinute: 100, burst: 100 },
  special: { perMinute: 600, burst: 600 },
  posting: { perMinute: 300, burst: 300 },
};

/** One message a second in each channel, with short bursts tolerated. */
export const channelAllowance: Allowance = { perMinute: 60, burst: 5 };
