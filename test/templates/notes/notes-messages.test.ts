import { describe, expect, it } from 'vitest';
import { digestOf } from '#domain/digest.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { notesModal, notesModalLoading } from '#templates/modals/notes-modal.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { editNotesReply } from '#templates/replies/edit-notes-reply.ts';
import { aRelease, people, type Story } from '#test/support/a-release.ts';
import { checkMessage, checkView } from '#test/support/check-blocks.ts';
import { readBlocks } from '#test/support/read-blocks.ts';

const many = Array.from({ length: 200 }, (_, index) => `- Line ${index} of the notes, with some words to it.`).join(
  '\n',
);
const notesFor = [
  { audience: 'engineers' as const, text: '## Features\n\n- pay\n' },
  { audience: 'customers' as const, text: many },
];
const edited = (text: string): ReleaseEvent => ({
  v: 1,
  type: 'notes.edited',
  audience: 'customers',
  text,
  from: 'person',
  by: people.sam,
});
const released = (): Story => aRelease({ notesFor, notesForge: 'customers' }).run().approve(people.jonas).run();
const notesIn = (story: Story) => drawRelease(story.picture()).filter(({ slot }) => slot.startsWith('notes/'));
const read = (story: Story, slot: string): string =>
  readBlocks(notesIn(story).find((drawing) => drawing.slot === slot)?.blocks ?? []);

describe('the notes in the thread', () => {
  it('have slots for each audience, and continue where they are long', () => {
    expect(notesIn(released()).map(({ slot, text }) => `${slot} ${text}`)).toEqual([
      'notes/engineers/1 Release notes for shop 1.5.0, for engineers.',
      'notes/customers/1 Release notes for shop 1.5.0, for customers, part 1 of 3.',
      'notes/customers/2 Release notes for shop 1.5.0, for customers, continued, part 2 of 3.',
      'notes/customers/3 Release notes for shop 1.5.0, for customers, continued, part 3 of 3.',
    ]);
    const all = notesIn(released())
      .map(({ blocks }) => readBlocks(blocks))
      .join('\n');
    expect(many.split('\n').filter((line) => !all.includes(line))).toEqual([]);
    expect(notesIn(released()).flatMap(checkMessage)).toEqual([]);
  });

  it('follow an edit after the release and say whose it is', () => {
    const story = released().add(edited('We **fixed** it. <!channel>\n\n1. Stop.\n2. Start.'));
    expect(read(story, 'notes/customers/1')).toMatchInlineSnapshot(`
      "# Release notes for shop 1.5.0, for customers
      We fixed it. <!channel>
      - Stop.
      - Start.
      (Edited by <@U0SAM>, <!date^1795251813^{date_short_pretty} at {time}|2026-11-21 09:03 UTC>.)
      [Edit notes]"
    `);
    expect(read(story, 'notes/engineers/1')).toBe(read(released(), 'notes/engineers/1'));
  });

  it('say of a part that was posted and is not needed any more that it is empty', () => {
    const posted = (part: number): ReleaseEvent[] => [
      { v: 1, type: 'slot.posting', slot: `notes/customers/${part}`, op: `o${part}` },
      { v: 1, type: 'slot.posted', slot: `notes/customers/${part}`, op: `o${part}`, channel: 'C0', ts: `1.${part}` },
    ];
    const story = [1, 2, 3]
      .flatMap(posted)
      .reduce((told, event) => told.add(event), released())
      .add(edited('Short.'));
    expect(notesIn(story).map(({ slot }) => slot)).toEqual([
      'notes/engineers/1',
      'notes/customers/1',
      'notes/customers/2',
      'notes/customers/3',
    ]);
    expect(read(story, 'notes/customers/3')).toBe(
      'The release notes were edited and have 1 part now. This one is empty.',
    );
  });

  it('of a plan made before there were audiences keep their slot, and can be edited', () => {
    const before = aRelease().run().approve(people.jonas).run();
    expect(notesIn(before).map(({ slot, text }) => [slot, text])).toEqual([
      ['notes/1', 'Release notes for shop 1.5.0.'],
    ]);
    const story = before.add({
      v: 1,
      type: 'notes.edited',
      audience: 'engineers',
      text: 'Words.',
      from: 'person',
      by: people.sam,
    });
    expect(read(story, 'notes/1')).toContain('Words.\n(Edited by <@U0SAM>');
  });

  it('tell in a line who edited them, and for whom', () => {
    const story = aRelease({ notesFor }).run().add(edited('Words.'));
    expect(drawRelease(story.picture()).at(-1)?.text).toBe('<@U0SAM> edited the notes of shop 1.5.0 for customers.');
  });

  it('warn of an edit that is older than the plan', () => {
    const story = aRelease({ notesFor }).run().add(edited('Words.'));
    const { plan, digest } = story.release();
    const replanned = story.add({
      v: 1,
      type: 'release.replanned',
      plan: { ...plan, revision: 2 },
      digest,
      by: people.mira,
      why: 'commits',
    });
    const done = replanned.run().approve(people.jonas).run();
    expect(read(done, 'notes/customers/1')).toContain('The plan changed since: check that nothing is missing.');
  });
});

describe('the modal to edit notes', () => {
  const release = aRelease({ notesFor }).run().release();
  const place = { externalId: 'notes-x', channel: 'C0RELEASES' };
  const data = (text: string) =>
    ({
      kind: 'notes',
      release,
      audience: 'customers',
      audiences: ['engineers', 'customers'],
      text,
      base: digestOf(text),
      edited: null,
    }) as const;

  it('keeps the limits of Slack for the longest notes', () => {
    const longest = many.repeat(10).slice(0, 60_000);
    for (const text of ['', 'x', many, longest, 'x'.repeat(60_000)])
      expect(checkView(notesModal(data(text), place))).toEqual([]);
    expect(checkView(notesModalLoading({ ...place, release: release.id }))).toEqual([]);
  });
  it('says what saving does, and who may when it is refused', () => {
    const refusal = { code: 'not_permitted', release, roles: ['release-lead', 'product'] } as const;
    const shown = notesModal({ kind: 'refused', refusal }, place);
    expect(checkView(shown)).toEqual([]);
    expect(readBlocks(shown.blocks as readonly unknown[])).toBe(
      'The notes of shop 1.5.0 may be edited by its requester, @U0MIRA, and holders of release-lead or product. Ask one of them.',
    );
    expect(readBlocks(notesModal(data('x'), place).blocks as readonly unknown[])).toMatchInlineSnapshot(`
      "The notes of shop 1.5.0 are published at the end of the release, in the words you save here.
      Notes for: o engineers, x customers
      Notes, in Markdown (optional): <x>
      More (optional): <>"
    `);
  });
});

describe('the answer to an edit', () => {
  const release = aRelease({ notesFor }).run().release();
  it.each([
    [
      'before the release',
      editNotesReply({ kind: 'edited', release, audience: 'customers', page: null }),
      'The notes of shop 1.5.0 for customers were saved. They are published when the release is done.',
    ],
    [
      'after it',
      editNotesReply({
        kind: 'edited',
        release: released().release(),
        audience: 'customers',
        page: 'https://forge.example/v1.5.0',
      }),
      'The notes of shop 1.5.0 for customers were changed. The page of the release was rewritten, and the messages in the thread follow.',
    ],
    [
      'of the same words',
      editNotesReply({ kind: 'already', release, audience: 'customers', page: null }),
      'The notes of shop 1.5.0 for customers say that already.',
    ],
  ])('says what became of it %s', (_when, words, text) => {
    expect(words.text).toBe(text);
  });
  it('gives back a text that came too late', () => {
    const at = { text: 'x', from: 'person', by: people.sam, at: 1, revision: 1 } as const;
    const words = editNotesReply({
      kind: 'refused',
      refusal: { code: 'changed_meanwhile', edited: at, text: 'My words.' },
    });
    expect(readBlocks(words.blocks)).toBe(
      'The notes were not changed.\n@U0SAM changed these notes while you were editing. Your text is below; open the notes again and put in what is missing.\n    My words.',
    );
  });
});
