import { readFile } from 'node:fs/promises';
import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commands } from '#domain/commands/index.ts';
import type { Job } from '#domain/job.ts';
import { moveKinds } from '#domain/moves/move.ts';
import { needsReason } from '#domain/moves/needs-reason.ts';
import { cliVerbs } from '#domain/project/cli-policy.ts';
import { registerHandlers } from '#handlers/register.ts';
import { actionIds, callbackIds, inputIds, moveActionIds } from '#templates/ids.ts';
import { modalMetadata } from '#templates/modals/modal-metadata.ts';
import { configuration, digest, gate, pressValue, release } from '../handlers/an-app.ts';

type Listener = (args: never) => Promise<void>;
type Kind = 'command' | 'action' | 'view' | 'event';

const jobs: Job[] = [];
const listeners: Record<Kind, Map<string, Listener>> = {
  command: new Map(),
  action: new Map(),
  view: new Map(),
  event: new Map(),
};
const keep = (kind: Kind) => (name: string, listener: Listener) => {
  if (listeners[kind].has(name)) throw new Error(`${kind} ${name} is registered twice`);
  listeners[kind].set(name, listener);
};

const unplanned = async () => {
  throw new Error('A handler spoke where it should only have queued.');
};
registerHandlers(
  { command: keep('command'), action: keep('action'), view: keep('view'), event: keep('event') } as unknown as App,
  {
    queue: { enqueue: async (job) => void jobs.push(job) },
    configuration,
    messenger: { respond: unplanned, whisper: unplanned, post: unplanned },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  },
);

const Manifest = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string() })),
  }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});
const manifest = Manifest.parse(parse(await readFile('manifest.yml', 'utf8')));
const sorted = (names: Iterable<string>) => [...names].sort();

describe('what Slack may say', () => {
  it('has a listener for each command of the registry, and no other', () => {
    expect(sorted(listeners.command.keys())).toEqual(sorted(commands.map(({ name }) => name)));
  });

  it('is told in manifest.yml with the words of the registry', () => {
    expect(manifest.features.slash_commands).toEqual(
      commands.map(({ name, description, usageHint }) => ({ command: name, description, usage_hint: usageHint })),
    );
  });

  it('has a listener for each event of manifest.yml, and no other', () => {
    expect(sorted(listeners.event.keys())).toEqual(sorted(manifest.settings.event_subscriptions.bot_events));
  });

  it('has a listener for each action that a template can draw, and no other', () => {
    const ids = [...Object.values(moveActionIds), ...Object.values(actionIds)];
    expect(sorted(listeners.action.keys())).toEqual(sorted(ids));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a listener for each modal that can be submitted, and no other', () => {
    expect(sorted(listeners.view.keys())).toEqual(sorted(Object.values(callbackIds)));
  });
});

describe('the registry of commands', () => {
  const forms = commands.flatMap((command) => command.forms.map((form) => ({ command, form })));

  it('says each form once', () => {
    const names = forms.map(({ command, form }) => `${command.name} ${form.word ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a form for every move, so that whatever a button does can be typed', () => {
    const verbs = forms.flatMap(({ form }) => form.verb ?? []);
    for (const move of moveKinds) expect(verbs).toContain(move);
  });

  it('gives each form the verb that the policy of the command line names', () => {
    for (const { form } of forms) if (form.verb !== null) expect(cliVerbs).toContain(form.verb);
    expect(sorted(new Set(forms.flatMap(({ form }) => form.verb ?? [])))).toEqual(sorted(cliVerbs));
  });

  it('keeps to the lengths Slack gives a command', () => {
    for (const { name, description, usageHint } of commands) {
      expect(name).toMatch(/^\/[a-z-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect(usageHint.length).toBeLessThanOrEqual(1_000);
    }
  });
});

describe('every move', () => {
  const user = { id: 'U0MIRA' };
  const body = { user, channel: { id: 'C0RELEASES' }, trigger_id: '1.2.x', response_url: 'https://slack.test/r' };
  const ack = async () => undefined;

  it.each(moveKinds)('%s leads to the one job that judges it, and to nothing else', async (move) => {
    jobs.length = 0;
    const opened: { view: { private_metadata: string } }[] = [];
    const client = { views: { open: async (request: (typeof opened)[number]) => void opened.push(request) } };
    const action = { value: pressValue, action_ts: '1.5', text: { text: 'Press' } };
    await listeners.action.get(moveActionIds[move])?.({ ack, body, action, client } as never);

    const request = { move, release, step: gate, digest, reason: null };
    if (!needsReason(move)) {
      expect(opened).toEqual([]);
      expect(jobs).toMatchObject([{ name: 'act', request, actor: { kind: 'slack', user: 'U0MIRA' } }]);
      return;
    }
    expect(jobs).toEqual([]);
    expect(opened.map(({ view }) => view.private_metadata)).toEqual([
      modalMetadata({ request: request as never, channel: 'C0RELEASES' }),
    ]);
    const values = { [inputIds.reason]: { [inputIds.value]: { value: 'Because.' } } };
    const view = { id: 'V1', private_metadata: opened[0]?.view.private_metadata, state: { values } };
    await listeners.view.get(callbackIds.reason)?.({ ack, body: { user }, view } as never);
    expect(jobs).toMatchObject([{ name: 'act', request: { ...request, reason: 'Because.' } }]);
  });
});
