import type { SlackCore } from './core.ts';
import { readManifest } from './manifest.ts';
import { createResponseUrls } from './response-urls.ts';
import type { SlackOptions } from './slack-options.ts';
import { slackTimings, type Timings } from './timings.ts';
import { createTriggers } from './triggers.ts';
import { createUploads } from './workspace/uploads.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** Builds what all rooms share. The addresses and the way of events are known only to whoever starts the server. */
export function buildCore(options: SlackOptions, late: Pick<SlackCore, 'url' | 'socketUrl' | 'emit'>): SlackCore {
  const manifest = readManifest(options.manifest);
  const timings: Timings = { ...slackTimings, ...options.timings };
  const workspace = createWorkspace(options.seed, manifest, timings.now);
  return {
    workspace,
    manifest,
    timings,
    tokens: { bot: options.botToken, app: options.appToken },
    mode: options.delivery.mode,
    triggers: createTriggers(timings),
    responseUrls: createResponseUrls(timings),
    uploads: createUploads(workspace.counters),
    ...late,
  };
}
