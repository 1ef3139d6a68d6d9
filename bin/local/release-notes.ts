import { readFile, realpath, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { releaseNotesCommand } from '#domain/commands/release-notes-command.ts';
import { NotesConfig } from '#domain/notes/notes-config.ts';
import { writeReleaseNotes } from '#operations/notes/write-release-notes.ts';
import { notesText } from '#templates/notes/notes-text.ts';
import { releaseNotesRefusal } from '#templates/refusals/release-notes-refusal.ts';
import { releaseNotesRemarks } from '#templates/replies/release-notes-reply.ts';
import type { Phrase } from '#templates/text/phrase.ts';
import { sentence } from '#templates/text/sentence.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import { composeWriteNotes } from '../compose/notes.ts';
import { localChangelogSource, localForge } from './changelog-source.ts';
import { localCommand, type RunLocal } from './local-command.ts';
import type { LocalWorld } from './local-world.ts';

/**
 * `fairlead release-notes`: the notes of a version of the repository in this folder, printed, or written to a file with `--output`. Templates of
 * its own are read from the folder as it stands. Remarks go to standard error.
 */
const run: RunLocal<'release-notes'> = async (request, world, say) => {
  const source = await localChangelogSource(world, request.project);
  if (source === null) return refused(releaseNotesRefusal({ code: 'nothing_committed' }), say.note);
  const project = world.isConfigured ? await world.project(request.project) : null;
  const outcome = await writeReleaseNotes(
    {
      source,
      forge: project === null ? null : await localForge(project),
      config: project?.notes ?? NotesConfig.parse({}),
      write: composeWriteNotes(),
      readText: () => (path) => textInFolder(world, path),
    },
    request,
  );
  if (outcome.kind === 'refused') return refused(releaseNotesRefusal(outcome.refusal), say.note);
  const { document } = outcome;
  for (const remark of releaseNotesRemarks({ ...outcome, copies: 'none' })) say.note(told(remark));
  const text = notesText(document, request.format ?? 'markdown');
  if (request.output === null) say.result(text.replace(/\n$/, ''));
  else {
    await writeFile(resolve(world.folder, request.output), text);
    say.result(`${request.output} holds the notes of ${document.version} for ${document.audience}.`);
  }
  return exitCodes.done;
};

/** `fairlead release-notes`. */
export const releaseNotesLocally = localCommand(releaseNotesCommand, 'release-notes', run);

/** A file of the folder; null for one that is not there or lies outside, whatever links say. */
async function textInFolder({ folder }: LocalWorld, path: string): Promise<string | null> {
  const [root, file] = await Promise.all([realpath(folder), realpath(resolve(folder, path)).catch(() => null)]);
  if (file === null || relative(root, file).startsWith('..')) return null;
  return readFile(file, 'utf8').catch(() => null);
}

function refused(why: Phrase, note: (text: string) => void): ExitCode {
  note(told(why));
  return exitCodes.refused;
}

function told(phrase: Phrase): string {
  return plainText(sentence([phrase]));
}
