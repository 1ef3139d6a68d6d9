import { Name } from '#domain/ids.ts';
import { MoveRequest } from '#domain/moves/move.ts';

/** What a submission of the release or rollback modal needs besides its inputs. */
type FormMetadata = { readonly project: string; readonly channel: string | null };

/** What a submission of the reason modal needs: the press it completes and where it was made. */
type ReasonMetadata = { readonly request: MoveRequest; readonly channel: string | null };

/** Writes a modal's `private_metadata`. */
export function modalMetadata(metadata: FormMetadata | ReasonMetadata): string {
  return JSON.stringify(metadata);
}

/** Reads a form's `private_metadata` back; null when it is not ours. */
export function readFormMetadata(text: string): FormMetadata | null {
  const { project, channel } = parsed(text);
  const name = Name.safeParse(project);
  return name.success ? { project: name.data, channel: channelOf(channel) } : null;
}

/** Reads the reason modal's `private_metadata` back; null when it is not ours. */
export function readReasonMetadata(text: string): ReasonMetadata | null {
  const { request, channel } = parsed(text);
  const move = MoveRequest.safeParse(request);
  return move.success ? { request: move.data, channel: channelOf(channel) } : null;
}

function channelOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
