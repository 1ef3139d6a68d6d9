import { z } from 'zod';
import { defineStep } from '#operations/steps/step-definition.ts';

/**
 * Releases the notes to the thread. The posting itself is drawing: the render job posts each part once and a failed post never fails a
 * release.
 */
export const postNotes = defineStep({
  kind: 'post-notes',
  params: z.object({ notes: z.string(), version: z.string() }),
  probe: async () => ({ kind: 'not-done' }),
  run: async () => ({ kind: 'succeeded', result: null }),
});
