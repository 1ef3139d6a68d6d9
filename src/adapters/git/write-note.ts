import type { Sha } from '#domain/ids.ts';
import { checkSha } from './check-ref.ts';
import { type GitAnswer, type GitCall, textOf } from './run-git.ts';

type Run = (call: Omit<GitCall, 'folder' | 'redact'>) => Promise<GitAnswer>;

/** A note as it is to be on a commit; null takes it away. */
export type NoteChange = { readonly sha: Sha; readonly text: string | null };

/** Writes one note below a ref of this repository, letter for letter, and keeps all others. */
export async function writeNote(
  run: Run,
  ref: string,
  { sha, text }: NoteChange,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const what = `Writing a note to ${sha.slice(0, 7)}`;
  if (text === null) {
    await run({ what, args: ['notes', `--ref=${ref}`, 'remove', '--ignore-missing', checkSha(sha)], env });
    return;
  }
  // A note given as text would lose its lines that begin with #.
  const blob = textOf(await run({ what, args: ['hash-object', '-w', '--stdin'], input: `${text.trimEnd()}\n` }));
  await run({ what, args: ['notes', `--ref=${ref}`, 'add', '--force', '-C', checkSha(blob), checkSha(sha)], env });
}
