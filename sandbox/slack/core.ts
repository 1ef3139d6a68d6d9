import type { AppManifest } from './manifest.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Timings } from './timings.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './workspace/uploads.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What Slack calls an event, less its envelope: `{type: 'app_mention', ...}`. */
export type AppEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What every room of the sandbox's Slack shares. */
export type SlackCore = {
  readonly workspace: Workspace;
  readonly manifest: AppManifest;
  readonly timings: Timings;
  readonly tokens: { readonly bot: string; readonly app: string };
  readonly mode: 'socket' | 'http';
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly uploads: Uploads;
  /** The address of the server, without a slash at the end. Known once it listens. */
  readonly url: () => string;
  /** A one-use address for a Socket Mode connection. */
  readonly socketUrl: () => string;
  /** Sends an event to the app if its manifest subscribes to it, under the event's type or the name given. */
  readonly emit: (event: AppEvent, subscription?: string) => void;
};
