import { expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import type { ListedRelease } from '#domain/project-log/project-record.ts';
import type { Slot } from '#domain/release/release.ts';
import { checkPosts } from '#operations/doctor/check-posts.ts';

const now = 1_000_000_000;
const id = ReleaseId.parse('rel-abcdefghijkl');
const open: ListedRelease = { id, version: '1.5.0', intent: 'release', openedAt: 0, closed: null };

function check(slots: Readonly<Record<string, Slot>>, releases: readonly ListedRelease[] = [open]) {
  return checkPosts(
    {
      projects: { get: async () => ({ releases }) },
      releases: { find: async () => ({ slots: new Map(Object.entries(slots)) }) },
      clock: { now: () => now },
    },
    'shop',
  );
}

const posting = (millisAgo: number): Slot => ({ status: 'posting', op: 'op', at: now - millisAgo });

it('names what was to be posted more than a minute ago', async () => {
  const slots = { card: posting(61_000), notes: posting(7_200_000), detail: posting(60_000) };
  expect(await check(slots).run()).toEqual({
    status: 'warning',
    says: 'Not known to have reached Slack: card of 1.5.0 for 1 minute, notes of 1.5.0 for 2 hours.',
    next: 'Posting is tried again by itself while a worker runs; see the Slack checks above for what keeps it.',
  });
});

it('is content with posts that are there or just on their way', async () => {
  const slots = { card: { status: 'posted', op: 'op', channel: 'C', ts: '1.1' } as const, notes: posting(1_000) };
  expect(await check(slots).run()).toMatchObject({
    status: 'ok',
    says: 'Nothing of 1 open release waits to be posted.',
  });
});

it('passes over closed releases', async () => {
  const closed = { ...open, closed: { at: 1, ending: 'released' } } as const;
  expect(await check({ card: posting(61_000) }, [closed]).run()).toMatchObject({
    status: 'ok',
    says: 'No release is open.',
  });
});
