import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';
import type { CallArguments } from './call-arguments.ts';
import type { Tier } from './rate-tiers.ts';

/** One call as a method sees it. `token` says which kind of token made it. */
export type Call = {
  readonly core: SlackCore;
  readonly args: CallArguments;
  readonly token: 'bot' | 'app' | 'none';
};

/** One Web API method. It returns the answer less `ok`, or throws a SlackRefusal before it has changed anything. */
export type Method = {
  /** The kinds of token it takes; `none` means that it does not look at tokens. */
  readonly tokens: readonly ('bot' | 'app' | 'none')[];
  /** The scopes it accepts, any one of which will do. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly run: (call: Call) => JsonObject;
};
