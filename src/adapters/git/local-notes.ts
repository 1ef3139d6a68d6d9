import type { Sha } from '#domain/ids.ts';
import { runGit } from './run-git.ts';
import { writeNote } from './write-note.ts';

/** Writes notes in the repository of a folder, by whoever its git says is working there. Nothing is pushed. */
export function createLocalNotes(folder: string): {
  write(ref: string, sha: Sha, text: string | null): Promise<void>;
} {
  return {
    write: (ref, sha, text) => writeNote((call) => runGit({ ...call, folder }), ref, { sha, text }),
  };
}
