import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { parse } from 'yaml';
import { FairleadFile } from '#config/fairlead-file.ts';
import { ReleaseId, StepId } from '#domain/ids.ts';
import type { Job } from '#domain/job.ts';
import { registerHandlers } from '#handlers/register.ts';
import type { Queue } from '#ports/queue.ts';
import type { RedeliverKind } from '#sandbox/slack/delivery/post-office.ts';
import type { StoredMessage } from '#sandbox/slack/workspace/stored-message.ts';
import { buttonValue } from '#templates/button-value.ts';
import { createMemoryQueue } from '#test/support/memory-queue.ts';
import { type Harness, type HarnessOptions, startHarness } from '#test/support/slack-harness.ts';
import { sampleYaml } from '../config/sample.ts';

const file = FairleadFile.parse(parse(sampleYaml));

/** The configuration of the sample, as handlers ask for it. */
export const configuration = {
  projects: () => file.projects,
  defaultProject: () => file.defaults.project ?? null,
};

export type RunningApp = Harness & {
  /** The jobs that wait, in the order they came. No worker takes them. */
  readonly jobs: () => readonly Job[];
  /** Posts a message with these blocks into #releases, as the release card is. */
  readonly post: (blocks: readonly Readonly<Record<string, unknown>>[]) => Promise<{ channel: string; ts: string }>;
  /** Delivers the last payload of a kind once more; over HTTP a second later, since the very same request is refused as a replay. */
  readonly redeliver: (kind: RedeliverKind) => Promise<void>;
  /** What only Mira sees in #releases, once there is something. */
  readonly told: () => Promise<StoredMessage>;
};

const running: Harness[] = [];
afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** The whole app with its listeners, and a Slack that speaks to it. Ends with the test. */
export async function anApp(
  options: Pick<HarnessOptions, 'mode'> & Partial<HarnessOptions> & { readonly queue?: Queue },
): Promise<RunningApp> {
  const memory = createMemoryQueue();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const harness = await startHarness({
    ...options,
    register: (app, messenger) =>
      registerHandlers(app, { queue: options.queue ?? memory, configuration, messenger, log }),
  });
  running.push(harness);
  return {
    ...harness,
    jobs: memory.jobs,
    post: (blocks) =>
      harness.messenger.post(
        { channel: 'C0RELEASES', op: 'card', body: { text: 'A release', blocks } },
        { mayExist: false },
      ),
    redeliver: async (kind) => {
      await sleep(options.mode === 'http' ? 1_000 : 0);
      await harness.slack.redeliver(kind);
      await harness.slack.settled();
    },
    told: () =>
      harness.slack.until(() => harness.slack.messages('releases').find((one) => one.ephemeralTo === 'U0MIRA')),
  };
}

export const release = ReleaseId.parse('rel-4k2m9x7q1z3b');
export const digest = 'ab'.repeat(32);
export const gate = StepId.parse('production/approve');

/** A row with one button. */
export const buttonRow = (actionId: string, value: string) => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'Press' }, value }],
});

/** What the buttons of a card carry. */
export const pressValue = buttonValue({ release, step: gate, digest: digest as never });
