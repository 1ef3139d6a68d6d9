import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { createLocalNotes } from '#adapters/git/local-notes.ts';
import type { EditOutcome } from '#domain/changelog/edit-outcome.ts';
import { overrideNotesRef } from '#domain/changelog/override-notes.ts';
import type { ChangelogEditRequest } from '#domain/requests/changelog-edit-request.ts';
import { findEdit } from '#operations/changelog/edit-changelog.ts';
import { changelogEditReply } from '#templates/replies/changelog-edit-reply.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import type { Say } from './local-command.ts';
import type { LocalWorld } from './local-world.ts';

/**
 * `fairlead changelog edit` and `restore`: notes a correction in the repository of this folder. Nothing is pushed; the answer says how. The same
 * correction twice is one.
 */
export async function editHere(request: ChangelogEditRequest, world: LocalWorld, say: Say): Promise<ExitCode> {
  const git = createLocalRepository(world.folder);
  const found = await findEdit(git, request);
  if (found.kind === 'refused') {
    say.note(textOf(request.project, found));
    return exitCodes.refused;
  }
  const { sha, text, commit, entries } = found;
  const standing = (await git.notes(overrideNotesRef)).get(sha)?.trim() ?? null;
  const isAlready = standing === (text?.trim() ?? null);
  if (!isAlready) await createLocalNotes(world.folder).write(overrideNotesRef, sha, text);
  say.result(textOf(request.project, { kind: isAlready ? 'already' : 'corrected', commit, entries }));
  if (!isAlready) say.note(`It is noted in this clone. Share it with git push origin ${overrideNotesRef}`);
  return exitCodes.done;
}

function textOf(project: string, outcome: EditOutcome): string {
  return plainText(changelogEditReply(project, outcome).text);
}
