import { Name } from '#domain/ids.ts';
import { MoveRequest } from '#domain/moves/move.ts';

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
  const { project, channel, command, word } = parsed(text);
  const name = Name.safeParse(project);
  if (!name.success) return null;
  const which = command === undefined ? {} : { command: textOf(command), word: textOf(word) };
  return { project: name.data, channel: textOf(channel), ...which };
}

/** Reads the reason modal's `private_metadata` back; null when it is not ours. */
export function readReasonMetadata(text: string): ReasonMetadata | null {
  const { request, channel } = parsed(text);
  const move = MoveRequest.safeParse(request);
  return move.success ? { request: move.data, channel: textOf(channel) } : null;
}

function textOf(value: unknown): string | null {
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
