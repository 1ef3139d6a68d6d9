import { z } from 'zod';
import { Digest, Name, ReleaseId, StepId } from '#domain/ids.ts';
import type { MoveKind, MoveRequest } from '#domain/moves/move.ts';
import { Audience } from '#domain/notes/audience.ts';
import { isVersion } from '#domain/version/grammar.ts';
import { Version } from '#domain/version/version.ts';

/** Most characters of a button's value that Slack takes. */
const longestValue = 2_000;

/** What a button carries: ids only. Everything is looked up and checked again when it is pressed. */
export function buttonValue(request: Pick<MoveRequest, 'release' | 'step' | 'digest'>): string {
  return [request.release, request.step ?? '-', request.digest ?? '-'].join(' ');
}

/** Reads a button's value back; null when it is not one of ours (an old or forged one). */
export function parseButtonValue(value: string, move: MoveKind): MoveRequest | null {
  const [release, step, digest, ...rest] = value.split(' ');
  const parsed = {
    release: ReleaseId.safeParse(release),
    step: step === '-' ? { success: true as const, data: null } : StepId.safeParse(step),
    digest: digest === '-' ? { success: true as const, data: null } : Digest.safeParse(digest),
  };
  if (rest.length > 0 || !parsed.release.success || !parsed.step.success || !parsed.digest.success) return null;
  return { move, release: parsed.release.data, step: parsed.step.data, digest: parsed.digest.data, reason: null };
}

/** What the button of a rollback plan leads to. */
export type RollbackButton = {
  readonly project: string;
  readonly environment: string;
  readonly version: Version;
  readonly services: string[];
};

/** What the button of a rollback plan carries; null where Slack has no room for the names of all services, or the target is no version. */
export function rollbackButtonValue(
  {
    project,
    environment,
    version,
  }: { readonly project: string; readonly environment: string; readonly version: string },
  services: readonly string[],
): string | null {
  const value = [project, environment, version, ...services].join(' ');
  return isVersion(version) && value.length <= longestValue ? value : null;
}

/** Reads that back; null when it is not ours. Whether the names are configured is for whoever opens the form to look up. */
export function parseRollbackButton(value: string): RollbackButton | null {
  const [project, environment, version, ...services] = value.split(' ');
  const names = z.tuple([Name, Name], Name).safeParse([project, environment, ...services]);
  const target = Version.safeParse(version);
  if (!names.success || !target.success || services.length === 0) return null;
  const [of, place, ...those] = names.data;
  return { project: of, environment: place, version: target.data, services: those };
}

/** What the button to edit notes carries: the release, and the audience where it belongs to one. */
export function notesButtonValue(release: ReleaseId, audience: Audience | null): string {
  return `${release} ${audience ?? '-'}`;
}

/** Reads that back; null when it is not ours. */
export function parseNotesButton(value: string): { release: ReleaseId; audience: Audience | null } | null {
  const [id, word, ...rest] = value.split(' ');
  const release = ReleaseId.safeParse(id);
  const audience = Audience.safeParse(word);
  if (rest.length > 0 || !release.success || (!audience.success && word !== '-')) return null;
  return { release: release.data, audience: audience.success ? audience.data : null };
}
