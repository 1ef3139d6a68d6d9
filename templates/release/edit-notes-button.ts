import type { Button } from '@slack/types';
import type { Audience } from '#domain/notes/audience.ts';
import type { Release } from '#domain/release/release.ts';
import { button } from '../blocks/button.ts';
import { notesButtonValue } from '../button-value.ts';
import { actionIds } from '../ids.ts';

/** The button that opens the notes of an audience (the first, when null) in a modal, before they are published and after. */
export function editNotesButton(release: Release, audience: Audience | null): Button {
  return button({
    actionId: actionIds.editNotes,
    label: 'Edit notes',
    value: notesButtonValue(release.id, audience),
  });
}
