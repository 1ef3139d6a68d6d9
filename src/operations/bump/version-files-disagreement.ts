import type { Sha } from '#domain/ids.ts';
import { pathOfEntry, type VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import type { Git } from '#ports/git.ts';

/** What a version file says at a commit; null when it is missing or says nothing that can be read. */
export type FileVersion = { readonly path: string; readonly version: string | null };

/** The files that stand in the way of a version, and the version they should hold. */
export type Disagreement = { readonly expected: string; readonly found: readonly FileVersion[] };

/**
 * The version files that at a commit hold neither the version before nor the one that is to come, so that the change from one to the other
 * cannot be made; null when all will do. Before a first release (`previous` null) any version may stand there.
 */
export async function versionFilesDisagreement(
  git: Pick<Git, 'readFile'>,
  at: {
    readonly sha: Sha;
    readonly files: readonly VersionFileEntry[];
    readonly previous: string | null;
    readonly next: string;
  },
): Promise<Disagreement | null> {
  const { files, next, previous, sha } = at;
  const found: FileVersion[] = [];
  for (const file of files) {
    const path = pathOfEntry(file);
    const text = await git.readFile(sha, path);
    const bumped = text === null ? null : bumpVersion(file, text, previous, next);
    if (text !== null && (bumped?.kind === 'bumped' || bumped?.kind === 'already')) continue;
    const reading = text === null ? null : readVersion(file, text);
    found.push({ path, version: reading?.kind === 'version' ? reading.version : null });
  }
  return found.length === 0 ? null : { expected: previous ?? next, found };
}
