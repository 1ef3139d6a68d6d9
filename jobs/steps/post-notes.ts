import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { createUpdateNotesPage } from '#operations/notes/update-notes-page.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

/**
 * Releases the notes to the thread. The posting itself is drawing: the render job posts each part once and a failed post never fails a
 * release. Words that were edited while the page of the forge was made are brought to it here; a forge that is away keeps nothing from
 * its end, since the next edit or `/release-notes` does the same.
 */
export const postNotes = defineStep({
  kind: 'post-notes',
  params: z.object({ notes: z.string(), version: z.string() }),
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ forges, releases }, _params, { release: id }) => {
    const release = await releases.get(id);
    await createUpdateNotesPage({ forges })(release).catch((error: unknown) =>
      error instanceof ReleaseError ? null : Promise.reject(error),
    );
    return { kind: 'succeeded', result: null };
  },
});
