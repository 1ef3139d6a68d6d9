import { describe, expect, it } from 'vitest';
import { digestOf } from '#domain/digest.ts';
import type { Audience } from '#domain/notes/audience.ts';
import { notesOf } from '#domain/notes/standing-notes.ts';
import { ReleaseError } from '#errors.ts';
import { aiko, jonas, mira, rel, sam } from '../a-workshop.ts';
import { aNewsroom, aProposal, type Newsroom, publish } from './a-newsroom.ts';

async function aRelease() {
  const room = aNewsroom();
  const release = await aProposal(room);
  const edit = (text: string, more: { actor?: typeof mira; audience?: Audience; base?: string } = {}) => {
    const { actor = mira, audience = 'customers', base } = more;
    const seen = base === undefined ? null : digestOf(base);
    return room.editNotes({ release, audience, text, base: seen, from: 'person', actor });
  };
  return { room, release, edit };
}

const standing = async (room: Newsroom, release: Awaited<ReturnType<typeof aProposal>>) =>
  notesOf(await room.releases.get(release), 'customers');

describe('an edit of notes', () => {
  it('is an event that says who, and the plan stays as it was approved', async () => {
    const { room, release, edit } = await aRelease();
    const before = await room.releases.get(release);
    expect(await edit('You can pay with a saved card.')).toMatchObject({
      kind: 'edited',
      audience: 'customers',
      page: null,
    });
    const after = await room.releases.get(release);
    expect([after.digest, after.plan]).toEqual([before.digest, before.plan]);
    expect(await standing(room, release)).toMatchObject({
      text: 'You can pay with a saved card.',
      edited: { by: mira, from: 'person', revision: 1 },
    });
    expect(room.jobs.at(-1)?.job).toEqual({ name: 'render', release });
  });

  it('brings the page of the forge up to it after the release, without mentions', async () => {
    const { room, release, edit } = await aRelease();
    await publish(room, release);
    expect(await edit('Thanks to @octocat.')).toMatchObject({ kind: 'edited', page: 'https://forge.example/v1.5.0' });
    expect(room.world.pages.get('v1.5.0')).toBe('Thanks to @\u200boctocat.');
  });

  it('of another audience leaves the page alone', async () => {
    const { room, release, edit } = await aRelease();
    await publish(room, release);
    const before = room.world.pages.get('v1.5.0');
    expect(await edit('For us.', { audience: 'engineers' })).toMatchObject({ kind: 'edited', page: null });
    expect(room.world.pages.get('v1.5.0')).toBe(before);
  });

  it('that is repeated is one event, and finishes what the first could not', async () => {
    const { room, release, edit } = await aRelease();
    await publish(room, release);
    room.world.fault = new ReleaseError('FORGE_UNAVAILABLE', 'transient', 'GitHub is away.');
    await expect(edit('Words.')).rejects.toThrow('GitHub is away.');
    room.world.fault = null;
    expect(await edit('Words.')).toMatchObject({ kind: 'already', page: 'https://forge.example/v1.5.0' });
    const events = (await room.releases.events(release)).filter(({ body }) => body.type === 'notes.edited');
    expect([events.length, room.world.pages.get('v1.5.0')]).toEqual([1, 'Words.']);
  });

  it.each([
    ['the requester', mira, 'edited'],
    ['a manager', aiko, 'edited'],
    ['somebody on call', jonas, 'refused'],
  ])('may be made by %s or not: %s', async (_who, actor, kind) => {
    const { edit } = await aRelease();
    const outcome = await edit('Words.', { actor });
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'refused')
      expect(outcome.refusal).toMatchObject({ code: 'not_permitted', roles: ['release-lead', 'product'] });
  });

  it('of older words is refused with the text that was typed', async () => {
    const { room, release, edit } = await aRelease();
    const seen = (await standing(room, release))?.text ?? '';
    await edit('First.', { actor: sam, base: seen });
    expect(await edit('Second.', { base: seen })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'changed_meanwhile', edited: { by: sam }, text: 'Second.' },
    });
    expect((await standing(room, release))?.text).toBe('First.');
  });

  it.each([
    ['no text', ' \u0000\n', {}, { code: 'empty' }],
    ['too much of it', 'x'.repeat(60_001), {}, { code: 'too_long', length: 60_001, most: 60_000 }],
    [
      'an audience that is told nothing',
      'x',
      { audience: 'support' as const },
      { code: 'audience_not_told', audience: 'support', told: ['engineers', 'customers'] },
    ],
  ])('is refused with %s', async (_what, text, more, refusal) => {
    const { edit } = await aRelease();
    expect(await edit(text, more)).toEqual({ kind: 'refused', refusal });
  });

  it('is refused where there is no release, or one that will never be out', async () => {
    const { room, release, edit } = await aRelease();
    const unknown = {
      release: rel(9),
      audience: 'customers',
      text: 'x',
      base: null,
      from: 'person',
      actor: mira,
    } as const;
    expect(await room.editNotes(unknown)).toEqual({ kind: 'refused', refusal: { code: 'release_unknown' } });
    const cancelled = { v: 1, type: 'release.cancelled', by: mira, reason: 'no' } as const;
    await room.releases.record(release, await room.releases.get(release), [cancelled]);
    expect(await edit('x')).toMatchObject({ kind: 'refused', refusal: { code: 'notes_not_told' } });
  });
});

describe('the modal to edit notes', () => {
  it('shows the words that stand and their digest', async () => {
    const { room, release, edit } = await aRelease();
    await edit('Words.');
    expect(await room.modalData({ release, audience: 'customers', actor: mira })).toMatchObject({
      kind: 'notes',
      audiences: ['engineers', 'customers'],
      text: 'Words.',
      base: digestOf('Words.'),
    });
    expect(await room.modalData({ release, audience: null, actor: mira })).toMatchObject({ audience: 'engineers' });
  });
  it('refuses before anybody types', async () => {
    const { room, release } = await aRelease();
    const refused = await room.modalData({ release, audience: null, actor: jonas });
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'not_permitted' } });
  });
});
