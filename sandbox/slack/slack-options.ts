import type { ActAnswer } from './acts/act-room.ts';
import type { CallLog } from './call-log.ts';
import type { Act, Change, GuideStep, ShopPanel } from './client-api.ts';
import type { Acknowledgement } from './delivery/delivery.ts';
import type { RedeliverKind } from './delivery/post-office.ts';
import type { HttpTarget } from './delivery/signed-http.ts';
import type { Fault } from './fault-plan.ts';
import type { Timings } from './timings.ts';
import type { RateLimitOption } from './web-api/rate-limits.ts';
import type { StoredChannel } from './workspace/channels.ts';
import type { StoredPerson } from './workspace/people.ts';
import type { Seed } from './workspace/seed.ts';
import type { StoredMessage } from './workspace/stored-message.ts';
import type { Workspace } from './workspace/workspace.ts';

/** An act as tests write it, without the id that the page needs for its answers. */
export type ActInput = Act extends infer One ? (One extends Act ? Omit<One, 'id'> : never) : never;

/** What the guided path hears: an act and how it ended, or a change of the workspace. */
export type GuideEvent =
  | { readonly type: 'act'; readonly act: ActInput; readonly answer: ActAnswer }
  | { readonly type: 'change'; readonly change: Change };

/** The guided path of the start page. */
export type Guide = { readonly steps: () => readonly GuideStep[]; readonly observe: (event: GuideEvent) => void };

/** The shop beside the workspace. */
export type Shop = {
  readonly panel: () => ShopPanel | Promise<ShopPanel>;
  readonly push: (changeId: string) => Promise<void>;
};

/** How to start the sandbox's Slack. */
export type SlackOptions = {
  /** 0 takes any free port. Always on 127.0.0.1. */
  readonly port: number;
  /** The app's manifest.yml, parsed. */
  readonly manifest: unknown;
  readonly seed: Seed;
  readonly delivery: { readonly mode: 'socket' } | ({ readonly mode: 'http' } & HttpTarget);
  readonly botToken: string;
  readonly appToken: string;
  /** Slack's own limits unless told otherwise. */
  readonly rateLimits?: RateLimitOption;
  readonly timings?: Partial<Timings>;
  /** The folder of the built browser page. */
  readonly pageDir?: string;
  readonly guide?: Guide;
  readonly shop?: Shop;
};

/** A running sandbox Slack, for whoever starts it and for tests. */
export type SandboxSlack = {
  /** The address of the browser page, without a slash at the end. */
  readonly url: string;
  /** The `slackApiUrl` for Bolt and the Web API client; ends with `/api/`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly workspace: Workspace;
  readonly calls: CallLog;
  /** Ends every connection; resolves when the port is free. A second call does nothing more. */
  readonly stop: () => Promise<void>;
  /** Does what a person does in the page and answers when Slack would. */
  readonly act: (act: ActInput) => Promise<ActAnswer>;
  /** A channel by name or id. Throws if there is none. */
  readonly channel: (nameOrId: string) => StoredChannel;
  /** A person by name or id. Throws if there is none. */
  readonly person: (nameOrId: string) => StoredPerson;
  /** Every message of a channel (name or id), oldest first, with replies and ephemeral ones. */
  readonly messages: (channel: string) => readonly StoredMessage[];
  /** Plans a fault for the next `times` (1) calls of a method, `*` or `response_url`. */
  readonly inject: (method: string, fault: Fault, times?: number) => void;
  readonly clearFaults: () => void;
  /** Sends the last payload of a kind once more, with the same trigger_id, in a new envelope. */
  readonly redeliver: (kind: RedeliverKind) => Promise<Acknowledgement>;
  /** Tells every Socket Mode connection to come back. Does nothing over HTTP. */
  readonly refreshConnections: (reason?: 'warning' | 'refresh_requested' | 'link_disabled') => void;
  /** Breaks every Socket Mode connection without a word, as a network does. */
  readonly dropConnections: () => void;
  /** Waits until `look` gives something; looks again after each change. Rejects after `withinMs` (5,000). */
  readonly until: <Seen>(look: () => Seen | undefined | null | false, withinMs?: number) => Promise<Seen>;
  /** Resolves when no payload to the app is unanswered. */
  readonly settled: () => Promise<void>;
  /** Tells the page something, for instance the shop's newest figures. */
  readonly publish: (change: Change) => void;
};
