import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/actor.ts';
import { notesView } from '#domain/notes/notes-view.ts';
import type { ReleaseNotesOutcome } from '#domain/notes/release-notes-outcome.ts';
import { editNotesJob, fillNotesModalJob } from '#jobs/edit-notes.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { releaseNotesJob } from '#jobs/release-notes.ts';
import { aRelease } from '#test/support/a-release.ts';
import { planned } from '#test/support/planned.ts';
import { shopFacts } from '#test/support/some-notes.ts';

const actor: Actor = { kind: 'slack', user: 'U0MIRA' };
const asked = { actor, replyTo: { kind: 'return' as const }, channel: null };
const release = aRelease().run().release();

/** Ports that note what was published and what was answered privately. */
function ports(more: Partial<JobPorts>) {
  const published: string[] = [];
  const replied: string[] = [];
  const given = planned<JobPorts>('ports', {
    publish: async (_to, { words, files = [] }) => {
      published.push(words.text, ...files.map(({ name }) => name));
      return { how: 'done', text: words.text };
    },
    reply: async (_to, words, how = 'done') => {
      replied.push(words.text);
      return { how, text: words.text };
    },
    ...more,
  });
  return { given, published, replied };
}

describe('the release-notes job', () => {
  const request = {
    project: 'shop',
    version: '1.5.0',
    audience: 'customers',
    format: null,
    includeScreenshots: false,
    output: null,
  } as const;
  const job = { name: 'release-notes', id: 'x', request: { ...request, format: 'html' }, ...asked } as const;
  const written: ReleaseNotesOutcome = {
    kind: 'written',
    copies: 'none',
    document: {
      project: 'shop',
      product: 'The Shop',
      version: '1.5.0',
      previous: null,
      audience: 'customers',
      isDraft: false,
      markdown: 'Words.',
      view: notesView(shopFacts(), { audience: 'customers', selection: {}, product: null, screenshots: false }),
      edited: null,
      screenshots: [],
      isWhole: true,
      remarks: [],
    },
  };

  it('publishes what was written, a file in the thread where it is one', async () => {
    const { given, published, replied } = ports({ makeReleaseNotes: async () => written });
    expect(await releaseNotesJob(given)(job)).toMatchObject({ how: 'done' });
    expect([published, replied]).toEqual([
      ['Release notes of shop 1.5.0 for customers. They are in the file below.', 'shop-1.5.0-customers.html'],
      [],
    ]);
  });

  it('answers a refusal privately', async () => {
    const refused = { kind: 'refused', refusal: { code: 'nothing_to_tell', version: '1.5.0' } } as const;
    const { given, published, replied } = ports({ makeReleaseNotes: async () => refused });
    expect(await releaseNotesJob(given)(job)).toMatchObject({ how: 'refused' });
    expect([published.length, replied.length]).toEqual([0, 1]);
  });
});

describe('the edit-notes job', () => {
  const job = {
    name: 'edit-notes',
    release: release.id,
    audience: 'customers',
    text: 'Words.',
    base: null,
    ...asked,
  } as const;

  it('saves as the person who typed and tells what became of it', async () => {
    const { given, replied } = ports({
      editNotes: async ({ from, actor: by, text }) => {
        expect([from, by, text]).toEqual(['person', actor, 'Words.']);
        return { kind: 'edited', release, audience: 'customers', page: null };
      },
    });
    expect(await editNotesJob(given)(job)).toMatchObject({ how: 'done' });
    expect(replied).toEqual([
      'The notes of shop 1.5.0 for customers were saved. They are published when the release is done.',
    ]);
  });

  it('tells why nothing was changed', async () => {
    const { given } = ports({ editNotes: async () => ({ kind: 'refused', refusal: { code: 'empty' } }) });
    expect(await editNotesJob(given)(job)).toEqual({
      how: 'refused',
      text: 'The notes were not changed. There was no text. Write what readers are to be told.',
    });
  });

  it('fills the modal that was opened, with the notes for who opened it', async () => {
    const views: string[] = [];
    const { given } = ports({
      notesModalData: async ({ actor: by }) => {
        expect(by).toEqual(actor);
        return { kind: 'refused', refusal: { code: 'release_unknown' } };
      },
      messenger: {
        updateView: async (at) => views.push(JSON.stringify(at)) > 0,
        publishHome: async () => undefined,
      },
    });
    const fill = {
      name: 'fill-notes-modal',
      externalId: 'notes-1',
      release: release.id,
      audience: null,
      user: 'U0MIRA',
      channel: null,
    } as const;
    await fillNotesModalJob(given)(fill);
    expect(views).toEqual(['{"externalId":"notes-1"}']);
  });
});
