import { z } from 'zod';
import { forgeNotes } from '#domain/notes/standing-notes.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import type { Release } from '#domain/release/release.ts';
import type { Forges } from '#ports/forge.ts';
import { pageBody } from './page-body.ts';

const Page = z.object({
  forge: z.object({ kind: z.enum(['github', 'gitlab']), repository: z.string() }),
  tag: z.string(),
  title: z.string(),
  generatedNotesSince: z.object({ tag: z.string().nullable() }).nullable().default(null),
});

/** Brings the page of the forge up to the notes as they stand. Gives its address, null where there is no page (yet) or nothing was edited. */
export type UpdateNotesPage = (release: Release) => Promise<string | null>;

/** Rewrites the published page of the release's tag; what is not published yet is published with the words that stand then. */
export function createUpdateNotesPage(ports: { readonly forges: Forges }): UpdateNotesPage {
  return async (release) => {
    const step = release.plan.steps.find(({ kind }) => kind === 'forge-release');
    const page = Page.safeParse(step?.params);
    const notes = forgeNotes(release);
    if (!page.success || notes.edited === null) return null;
    const { forge: place, tag, title, generatedNotesSince: since } = page.data;
    const forge = ports.forges.of(place);
    const found = await forge.findRelease(tag);
    if (found === null) return null;
    const generated = since === null ? null : await forge.generatedNotes(tag, since.tag);
    const body = pageBody(withoutMentions(notes.text), generated);
    return (await forge.updateRelease(found.id, { tag, title, body })).url;
  };
}
