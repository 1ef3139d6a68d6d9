import { Name } from '#domain/ids.ts';
import { MoveRequest } from '#domain/moves/move.ts';
import { metadataRecord, metadataText } from './metadata-record.ts';

/** What a submission of a form needs besides its inputs. A form that serves several commands says which one it is. */
export type FormMetadata = {
  readonly project: string;
  readonly channel: string | null;
  readonly command?: string | null;
  /** The word behind the command, null for the command alone. */
  readonly word?: string | null;
};

/** What a submission of the reason modal needs: the press it completes and where it was made. */
type ReasonMetadata = { readonly request: MoveRequest; readonly channel: string | null };

/** Writes a modal's `private_metadata`. */
export function modalMetadata(metadata: FormMetadata | ReasonMetadata): string {
  return JSON.stringify(metadata);
}

/** Reads a form's `private_metadata` back; null when it is not ours. */
export function readFormMetadata(text: string): FormMetadata | null {
  const { project, channel, command, word } = metadataRecord(text);
  const name = Name.safeParse(project);
  if (!name.success) return null;
  const which = command === undefined ? {} : { command: metadataText(command), word: metadataText(word) };
  return { project: name.data, channel: metadataText(channel), ...which };
}

/** Reads the reason modal's `private_metadata` back; null when it is not ours. */
export function readReasonMetadata(text: string): ReasonMetadata | null {
  const { request, channel } = metadataRecord(text);
  const move = MoveRequest.safeParse(request);
  return move.success ? { request: move.data, channel: metadataText(channel) } : null;
}
