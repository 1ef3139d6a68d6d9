import { describe, expect, it } from 'vitest';
import type { Drawing } from '#domain/drawing.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { ReleaseError } from '#errors.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { createRender } from '#operations/render.ts';
import type { Messenger, PostRequest } from '#ports/messenger.ts';
import { aRelease } from '../support/a-release.ts';
import { createMemoryLeaseStore, createMemoryScratch } from '../support/memory-lease-store.ts';
import { createMemoryLogStore } from '../support/memory-log-store.ts';
import { planned } from '../support/planned.ts';

const [proposal] = aRelease().events();
const event = proposal?.body as ReleaseEvent;
const { id } = aRelease().release();
const v = 1;

const drawing = (slot: string, text: string, isEditable = true): Drawing => ({
  slot,
  parent: slot === 'card' ? null : 'card',
  broadcast: false,
  isEditable,
  text,
  blocks: [],
});

type Sent = PostRequest & { readonly mayExist: boolean };

/** A card and one note, drawn into a channel that a test may take away, empty or refuse. */
async function aDesk() {
  const clock = { at: 1_000_000, now: () => clock.at, sleep: async () => undefined };
  const leases = createMemoryLeaseStore(() => clock.at);
  const releases = createReleaseLog({ store: createMemoryLogStore(leases), clock });
  await releases.record(id, null, [event]);
  const sent: Sent[] = [];
  const edits: string[] = [];
  const jobs: string[] = [];
  const desk = {
    drawings: [drawing('card', 'one'), drawing('notes/1', 'fixed', false)],
    isThere: true,
    away: null as Error | null,
  };
  const messenger = planned<Messenger>('messenger', {
    async post(request, { mayExist }) {
      if (desk.away !== null) throw desk.away;
      const found = sent.findIndex((one) => one.op === request.op);
      if (mayExist && found >= 0) return { channel: request.channel, ts: `${found + 1}.0` };
      sent.push({ ...request, mayExist });
      return { channel: request.channel, ts: `${sent.length}.0` };
    },
    async update(_at, body) {
      if (desk.away !== null) throw desk.away;
      edits.push(body.text);
      return desk.isThere;
    },
  });
  const ports = {
    releases,
    leases,
    leaseTtl: 3_000,
    scratch: createMemoryScratch(() => clock.at),
    messenger,
    queue: { enqueue: async (_job: unknown, { id: jobId }: { id: string }) => void jobs.push(jobId) },
    clock,
    eligibleFor: async () => new Map(),
    draw: () => desk.drawings,
  };
  const slots = async () =>
    [...(await releases.get(id)).slots].map(([slot, at]) => [slot, at.status === 'posted' ? at.ts : at.status]);
  return { ...ports, desk, sent, edits, jobs, slots, render: createRender(ports), ports };
}

describe('render', () => {
  it('posts each slot once, replies in the thread of the card', async () => {
    const { render, sent, slots } = await aDesk();
    await render(id);
    await render(id);
    expect(sent.map((one) => [one.channel, one.threadTs, one.body.text, one.mayExist])).toEqual([
      ['C0RELEASES', undefined, 'one', false],
      ['C0RELEASES', '1.0', 'fixed', false],
    ]);
    expect(await slots()).toEqual([
      ['card', '1.0'],
      ['notes/1', '2.0'],
    ]);
  });

  it('edits what has changed, once, and never what is not to be edited', async () => {
    const { render, desk, edits } = await aDesk();
    await render(id);
    desk.drawings = [drawing('card', 'two'), drawing('notes/1', 'other', false)];
    await render(id);
    await render(id);
    expect(edits).toEqual(['two']);
  });

  it('edits once more when it has forgotten what it drew, which shows nothing new', async () => {
    const { render, edits, scratch, sent } = await aDesk();
    await render(id);
    await scratch.delete(`drawn/${id}/card/1.0`);
    await render(id);
    expect([edits, sent.length]).toEqual([['one'], 2]);
  });

  it('finds a post again whose record was lost with its process', async () => {
    const { render, releases, messenger, sent, slots } = await aDesk();
    const op = `${id}/card#1`;
    await releases.record(id, await releases.get(id), [{ v, type: 'slot.posting', slot: 'card', op }]);
    await messenger.post({ channel: 'C0RELEASES', body: { text: 'one' }, op }, { mayExist: false });
    await render(id);
    expect(sent.filter((one) => one.op === op)).toHaveLength(1);
    expect((await slots())[0]).toEqual(['card', '1.0']);
  });

  it('posts what it announced and never sent', async () => {
    const { render, releases, sent } = await aDesk();
    await releases.record(id, await releases.get(id), [{ v, type: 'slot.posting', slot: 'card', op: `${id}/card#1` }]);
    await render(id);
    expect(sent[0]).toMatchObject({ op: `${id}/card#1`, mayExist: true });
  });

  it('draws a deleted message again as a new one', async () => {
    const { render, desk, sent, slots } = await aDesk();
    await render(id);
    desk.drawings = [drawing('card', 'two')];
    desk.isThere = false;
    await render(id);
    expect(sent.at(-1)).toMatchObject({ op: `${id}/card#2`, body: { text: 'two' }, mayExist: false });
    expect((await slots())[0]).toEqual(['card', '3.0']);
  });

  it('keeps a reply back until the card stands', async () => {
    const { render, desk, sent } = await aDesk();
    desk.drawings = [drawing('notes/1', 'fixed')];
    await render(id);
    expect(sent).toEqual([]);
  });

  it('changes nothing but slots while Slack is away, and makes up for it later', async () => {
    const { render, desk, releases, sent } = await aDesk();
    desk.away = new ReleaseError('SLACK_UNAVAILABLE', 'transient', 'Slack is away.');
    await expect(render(id)).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
    const types = (await releases.events(id)).map(({ body }) => body.type);
    expect(types).toEqual(['release.proposed', 'slot.posting']);
    expect((await releases.get(id)).ending).toBeNull();
    desk.away = null;
    await render(id);
    expect(sent.map((one) => one.op)).toEqual([`${id}/card#1`, `${id}/notes/1#1`]);
  });

  it('leaves the drawing to the process that is at it, and looks again a little later', async () => {
    const { render, leases, sent, jobs } = await aDesk();
    await leases.acquire(`release/${id}`, 'render', 3_000);
    await render(id);
    expect([sent, jobs]).toEqual([[], [`render-${id}-later`]]);
  });
});
