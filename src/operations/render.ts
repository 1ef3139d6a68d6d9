import { digestOf } from '#domain/digest.ts';
import type { Drawing } from '#domain/drawing.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { Eligible, Picture } from '#domain/picture.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { Release, Slot } from '#domain/release/release.ts';
import type { Clock } from '#ports/clock.ts';
import type { LeaseStore, Scratch } from '#ports/log-store.ts';
import type { Messenger, Posted } from '#ports/messenger.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from './job-ids.ts';
import { type ReleaseLog, releaseLogName } from './release-log.ts';
import type { Boundary } from './steps/boundary.ts';
import { withLease } from './steps/with-lease.ts';
import type { LastValidation } from './validation/last-validation.ts';

export type RenderPorts = {
  readonly releases: ReleaseLog;
  readonly leases: LeaseStore;
  readonly leaseTtl: number;
  readonly scratch: Scratch;
  readonly messenger: Messenger;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly eligibleFor: (release: Release) => Promise<Eligible>;
  /** Read for the detail of a release; without it nothing is said of validations. */
  readonly lastValidation?: LastValidation;
  readonly draw: (picture: Picture) => readonly Drawing[];
  readonly boundary?: Boundary;
};

const memory = 7 * 24 * 3_600_000;
const comeBackAfter = 250;

/**
 * Brings Slack to what the log says: posts what is missing, once each, and edits what has changed. One process draws a release at a time;
 * a second call while one is drawing comes back a little later.
 */
export function createRender(ports: RenderPorts): (id: ReleaseId) => Promise<void> {
  return async (id) => {
    const held = await withLease(
      ports,
      { log: releaseLogName(id), lease: 'render' },
      () => ports.releases.events(id),
      async (events) => {
        const release = await ports.releases.get(id);
        const eligible = await ports.eligibleFor(release);
        const validated = (await ports.lastValidation?.(release)) ?? null;
        const picture = { release, events, now: ports.clock.now(), eligible, validated };
        for (const drawing of ports.draw(picture)) await place(ports, id, drawing);
      },
    );
    await held?.released;
    if (held === null)
      await ports.queue.enqueue(
        { name: 'render', release: id },
        { id: `${jobIds.render(id)}-later`, delay: comeBackAfter },
      );
  };
}

async function place(ports: RenderPorts, id: ReleaseId, drawing: Drawing): Promise<void> {
  const release = await ports.releases.get(id);
  const slot = release.slots.get(drawing.slot);
  if (slot?.status !== 'posted') return post(ports, release, drawing, slot);
  if (!drawing.isEditable) return;
  const key = `drawn/${id}/${drawing.slot}/${slot.ts}`;
  const print = fingerprint(drawing);
  if ((await ports.scratch.get(key)) === print) return;
  const isThere = await ports.messenger.update(slot, { text: drawing.text, blocks: drawing.blocks });
  if (isThere) return ports.scratch.set(key, print, memory);
  // Somebody deleted the message: it is drawn again as a new one.
  await post(ports, release, drawing, undefined, slot.op);
}

async function post(
  ports: RenderPorts,
  release: Release,
  drawing: Drawing,
  slot: Slot | undefined,
  lost: string | null = null,
): Promise<void> {
  const root = drawing.parent === null ? null : release.slots.get(drawing.parent);
  if (root !== null && root?.status !== 'posted') return;
  const op = slot?.op ?? nextOp(release.id, drawing.slot, lost);
  if (slot === undefined) await append(ports, release.id, { v: 1, type: 'slot.posting', slot: drawing.slot, op });
  const thread = root === null ? {} : { threadTs: (root as Posted).ts };
  const channel = root === null ? release.channel : (root as Posted).channel;
  const at = { id: drawing.slot, kind: 'message' };
  await ports.boundary?.('before-post', at);
  const posted = await ports.messenger.post(
    { channel, ...thread, broadcast: drawing.broadcast, body: { text: drawing.text, blocks: drawing.blocks }, op },
    slot?.status === 'posting' ? { mayExist: true, since: slot.at } : { mayExist: false },
  );
  await ports.boundary?.('after-post', at);
  await append(ports, release.id, {
    v: 1,
    type: 'slot.posted',
    slot: drawing.slot,
    op,
    channel: posted.channel,
    ts: posted.ts,
  });
  if (drawing.isEditable)
    await ports.scratch.set(`drawn/${release.id}/${drawing.slot}/${posted.ts}`, fingerprint(drawing), memory);
}

function nextOp(id: ReleaseId, slot: string, lost: string | null): string {
  const count = lost === null ? 1 : Number(lost.split('#').at(-1)) + 1;
  return `${id}/${slot}#${count}`;
}

async function append(ports: RenderPorts, id: ReleaseId, event: ReleaseEvent): Promise<void> {
  for (;;) {
    const outcome = await ports.releases.record(id, await ports.releases.get(id), [event]);
    if (outcome.kind === 'recorded') return;
  }
}

function fingerprint(drawing: Drawing): string {
  return digestOf([drawing.text, drawing.blocks]);
}
