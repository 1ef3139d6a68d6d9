import { describe, expect, it } from 'vitest';
import { digestOf } from '#domain/digest.ts';
import { notesButtonValue } from '#templates/button-value.ts';
import { actionIds, inputIds } from '#templates/ids.ts';
import { notesModal } from '#templates/modals/notes-modal.ts';
import { aRelease as aStory } from '#test/support/a-release.ts';
import { modes } from '#test/support/slack-harness.ts';
import { anApp, buttonRow, type RunningApp } from './an-app.ts';
import { openModals } from './receive/harness-fixture.ts';

const release = aStory().release();
const long = Array.from({ length: 120 }, (_, index) => `- Line ${index} of the notes, with some words to it.`).join(
  '\n',
);

/** Presses Edit notes and fills the modal as the worker would. */
async function opened(app: RunningApp, text: string): Promise<string> {
  const at = await app.post([buttonRow(actionIds.editNotes, notesButtonValue(release.id, null))]);
  await expect(app.click(at, actionIds.editNotes)).resolves.toEqual({ ok: true });
  const modal = await app.slack.until(() => openModals(app)[0]);
  const externalId = String(modal.content.external_id);
  const data = {
    kind: 'notes' as const,
    release,
    audience: 'customers' as const,
    audiences: ['engineers', 'customers'] as const,
    text,
    base: digestOf(text),
    edited: null,
  };
  await app.messenger.updateView({ externalId }, notesModal(data, { externalId, channel: 'C0RELEASES' }));
  return modal.id;
}

type ShownBlock = { readonly type: string; readonly element?: { readonly initial_value?: string } };

const typed = (parts: readonly (string | null)[]): object =>
  Object.fromEntries(
    parts.map((value, index) => [
      `${inputIds.notesPart}_${index + 1}`,
      { value_customers: { type: 'plain_text_input', value } },
    ]),
  );
const submit = (app: RunningApp, viewId: string, state: object) =>
  app.slack.act({ type: 'view_submit', as: 'U0MIRA', viewId, state: state as never });
const edits = (app: RunningApp) => app.jobs().filter(({ name }) => name === 'edit-notes');

describe.each(modes)('edit notes over %s', (mode) => {
  it('opens the modal at once and has it filled for who pressed', async () => {
    const app = await anApp({ mode });
    await opened(app, 'Words.');
    expect(app.jobs()).toEqual([
      {
        name: 'fill-notes-modal',
        externalId: expect.stringMatching(/^notes-/),
        release: release.id,
        audience: null,
        user: 'U0MIRA',
        channel: 'C0RELEASES',
      },
    ]);
  });

  it('hands on what was typed, bound to what was shown', async () => {
    const app = await anApp({ mode });
    const viewId = await opened(app, 'Words.');
    await expect(submit(app, viewId, typed(['Better words.', 'And more.']))).resolves.toEqual({ ok: true });
    expect(edits(app)).toEqual([
      {
        name: 'edit-notes',
        release: release.id,
        audience: 'customers',
        text: 'Better words.\n\nAnd more.',
        base: digestOf('Words.'),
        actor: { kind: 'slack', user: 'U0MIRA' },
        channel: 'C0RELEASES',
        replyTo: { kind: 'channel', channel: 'C0RELEASES', user: 'U0MIRA' },
      },
    ]);
    expect(openModals(app)).toEqual([]);
  });

  it('puts the parts of long notes together to the letter', async () => {
    const app = await anApp({ mode });
    const viewId = await opened(app, long);
    const blocks = (openModals(app)[0]?.content.blocks ?? []) as readonly ShownBlock[];
    const inputs = blocks.filter(({ type }) => type === 'input');
    const parts = inputs.slice(1).map(({ element }) => element?.initial_value ?? null);
    expect(parts.length).toBeGreaterThan(3);
    await submit(app, viewId, typed(parts));
    expect(edits(app)).toMatchObject([{ text: long }]);
  });

  it('that are emptied stay open with the fault beside the first part', async () => {
    const app = await anApp({ mode });
    const viewId = await opened(app, 'Words.');
    await expect(submit(app, viewId, typed([null, null]))).resolves.toEqual({
      ok: true,
      data: { errors: { notes_part_1: 'Write what readers are to be told.' } },
    });
    expect(edits(app)).toEqual([]);
  });

  it('that are delivered twice are one edit', async () => {
    const app = await anApp({ mode });
    const viewId = await opened(app, 'Words.');
    await submit(app, viewId, typed(['Better.', null]));
    await app.redeliver('view');
    expect(edits(app)).toHaveLength(1);
  });
});
