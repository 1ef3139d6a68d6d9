import type { LaneRule } from './lane.ts';

const tier = (perMinute: number, burst: number): LaneRule => ({ interval: 60_000 / perMinute, burst });

/** The Web API methods Fairlead calls, each with Slack's published rate: tier 2 is 20 a minute, tier 3 is 50, tier 4 is 100. */
export const slackLimits = {
  /** One a second in each channel; short bursts are tolerated. */
  'chat.postMessage': { interval: 1_000, burst: 3 },
  'chat.update': tier(50, 10),
  'chat.postEphemeral': tier(100, 20),
  'chat.getPermalink': tier(100, 20),
  'conversations.history': tier(50, 10),
  'conversations.replies': tier(50, 10),
  'files.getUploadURLExternal': tier(100, 20),
  'files.completeUploadExternal': tier(100, 20),
  'views.update': tier(100, 20),
  'views.publish': tier(100, 20),
  'usergroups.users.list': tier(20, 15),
  'users.info': tier(100, 50),
  'users.list': tier(20, 10),
  'auth.test': tier(100, 10),
} as const satisfies Record<string, LaneRule>;

export type SlackMethod = keyof typeof slackLimits;

/** Rates for a test, or for a workspace with an agreement of its own. */
export type LimitOverrides = Partial<Record<SlackMethod, LaneRule>>;
