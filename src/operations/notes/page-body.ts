import type { ReleaseId } from '#domain/ids.ts';
import { forgeNotes } from '#domain/notes/standing-notes.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import type { ReleaseLog } from '../release-log.ts';

/** The notes of a release's page: those a person put into other words, else those of the plan. */
export async function standingPageNotes(
  releases: Pick<ReleaseLog, 'get'>,
  id: ReleaseId,
  planned: string,
): Promise<string> {
  const { edited, text } = forgeNotes(await releases.get(id));
  return edited === null ? planned : withoutMentions(text);
}

/** The text of the page: the notes, and below them what the forge itself generates where the project asks for it. */
export function pageBody(notes: string, generated: string | null): string {
  return generated === null || generated === '' ? notes : `${notes.trimEnd()}\n\n${generated}`;
}
