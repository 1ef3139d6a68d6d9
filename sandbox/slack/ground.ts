import { type AppManifest, readManifest } from './manifest.ts';
import type { SlackOptions } from './slack-options.ts';
import { slackTimings, type Timings } from './timings.ts';
import { createWorkspace, type Workspace } from './workspace/workspace.ts';

/** What stands before any server listens: the app's manifest, the times and the workspace. */
export type Ground = {
  readonly manifest: AppManifest;
  readonly timings: Timings;
  readonly workspace: Workspace;
};

/** Lays the ground from the options. Throws, saying what is wrong, for a manifest or a seed that cannot be used. */
export function layGround(options: SlackOptions): Ground {
  const manifest = readManifest(options.manifest);
  const timings = { ...slackTimings, ...options.timings };
  return { manifest, timings, workspace: createWorkspace(options.seed, manifest, timings.now) };
}
