import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseId } from '#domain/ids.ts';
import { isJsonObject } from '../../sandbox/slack/json-object.ts';
import { countEffects } from './count-effects.ts';
import { askForRelease, pressApprove, untilEnded } from './drive-release.ts';
import { waitUntil } from './wait-until.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let first: ReleaseId;
let second: ReleaseId;

beforeAll(async () => {
  world = await startWorld({ apps: 2, workers: 2 });
});
afterAll(() => world?.close());

/** What a repeat could change: the releases there are, and what happened to each but its drawing, which follows by and by. */
async function everything(): Promise<unknown> {
  const { releases } = await world.projects.get('shop');
  const logs = await Promise.all(releases.map(({ id }) => world.releases.events(id)));
  return { releases, happened: logs.map((log) => log.filter(({ body }) => !body.type.startsWith('slot.')).length) };
}

/** Delivers the last payload of a kind again, gives the engine time to do harm, and says whether Slack was answered. */
async function again(kind: 'command' | 'action' | 'view'): Promise<boolean> {
  const isAnswered = await world.sandbox.order({ redeliver: kind });
  await sleep(2_000);
  return isAnswered;
}

async function opened(known: readonly ReleaseId[]): Promise<ReleaseId> {
  const id = await askForRelease(world, '1.5.0 --services api', new Set(known));
  if (id === null) throw new Error('No release was opened.');
  return id;
}

describe('what is delivered twice', () => {
  it('opens one release for a command, and is answered both times', { timeout: 60_000 }, async () => {
    first = await opened([]);
    await expect(again('command')).resolves.toBe(true);
    expect((await world.projects.get('shop')).releases.map(({ id }) => id)).toEqual([first]);
  });

  it('is one approval for a click', { timeout: 90_000 }, async () => {
    await waitUntil(() => pressApprove(world, first), 60_000);
    await expect(again('action')).resolves.toBe(true);
    const ended = await untilEnded(world, first);
    expect(ended?.ending?.kind).toBe('released');
    const events = await world.releases.events(first);
    expect(events.filter(({ body }) => body.type === 'gate.approved')).toHaveLength(1);
    await expect(countEffects(world, await world.releases.get(first))).resolves.toEqual([]);
  });

  it('opens one release for a form', { timeout: 60_000 }, async () => {
    await world.workspace.act({ type: 'push_change', as: 'U0AIKO', change: 'healthy-fix' });
    await world.workspace.act({ type: 'command', as: 'U0AIKO', channel: 'C0RELEASES', command: '/release', text: '' });
    const form = await waitUntil(
      () => world.workspace.modals().find(({ view }) => isJsonObject(view.submit)) ?? null,
      15_000,
    );
    await expect(
      world.workspace.act({ type: 'view_submit', as: 'U0AIKO', viewId: form?.id ?? '', state: {} }),
    ).resolves.toMatchObject({ ok: true });
    await expect(again('view')).resolves.toBe(true);
    await waitUntil(async () => (await world.projects.get('shop')).releases.length > 1, 15_000);
    const { releases } = await world.projects.get('shop');
    expect(releases.map(({ version }) => version)).toEqual(['1.5.0', '1.5.1']);
    second = releases[1]?.id ?? first;
    await waitUntil(() => pressApprove(world, second), 60_000);
    expect((await untilEnded(world, second))?.ending?.kind).toBe('released');
    await expect(countEffects(world, await world.releases.get(second))).resolves.toEqual([]);
  });

  it.each(['command', 'action', 'view'] as const)(
    'changes nothing when a %s comes again after the end, and is answered',
    { timeout: 60_000 },
    async (kind) => {
      const before = await everything();
      await expect(again(kind)).resolves.toBe(true);
      expect(await everything()).toEqual(before);
      await expect(countEffects(world, await world.releases.get(second))).resolves.toEqual([]);
    },
  );
});
