import { Digest, ReleaseId } from '#domain/ids.ts';
import { Audience } from '#domain/notes/audience.ts';
import { type Joint, readJoints } from '#domain/notes/notes-parts.ts';
import { metadataRecord, metadataText } from './metadata-record.ts';

/** What a submission of the notes modal needs besides its inputs. While it loads there is nothing to submit yet. */
export type NotesMetadata = {
  readonly release: ReleaseId;
  readonly audience: Audience | null;
  /** Digest of the text that was shown. */
  readonly base: Digest | null;
  readonly joints: readonly Joint[];
  readonly channel: string | null;
};

/** Writes the modal's `private_metadata`. */
export function notesMetadata({ joints, ...rest }: NotesMetadata): string {
  return JSON.stringify({ ...rest, joints: joints.join('') });
}

/** Reads it back; null when it is not ours. */
export function readNotesMetadata(text: string): NotesMetadata | null {
  const { release, audience, base, joints, channel } = metadataRecord(text);
  const id = ReleaseId.safeParse(release);
  const read = readJoints(typeof joints === 'string' ? joints : '');
  if (!id.success || read === null) return null;
  return {
    release: id.data,
    audience: Audience.safeParse(audience).data ?? null,
    base: Digest.safeParse(base).data ?? null,
    joints: read,
    channel: metadataText(channel),
  };
}
