import { promises as files } from 'node:fs';
import { resolve } from 'node:path';
import { changelogFile } from '#domain/changelog/changelog-file.ts';
import type { ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import type { ChangelogRequest } from '#domain/requests/changelog-request.ts';
import { ReleaseError } from '#errors.ts';
import { generateChangelog } from '#operations/changelog/generate-changelog.ts';
import { changelogText } from '#templates/changelog/changelog-formats.ts';
import { changelogRefusal } from '#templates/refusals/changelog-refusal.ts';
import { changelogRemarks } from '#templates/replies/changelog-reply.ts';
import type { Phrase } from '#templates/text/phrase.ts';
import { sentence } from '#templates/text/sentence.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { plainText } from '../cli/plain-text.ts';
import { localChangelogSource } from './changelog-source.ts';
import type { Say } from './local-command.ts';
import type { LocalWorld } from './local-world.ts';

/**
 * `fairlead changelog-generate`: the changelog of a range of the repository in this folder, printed, or put into a file of the working tree
 * with `--output`. Remarks and pull requests without an entry go to standard error. Writing twice changes nothing.
 */
export async function generateHere(request: ChangelogRequest, world: LocalWorld, say: Say): Promise<ExitCode> {
  const source = await localChangelogSource(world, request.project);
  if (source === null) return refused({ code: 'nothing_committed' }, say);
  const outcome = await generateChangelog(source, request);
  if (outcome.kind === 'refused') return refused(outcome.refusal, say);
  const { document } = outcome;
  const text = changelogText(document, request.format);
  for (const remark of changelogRemarks(document)) say.note(told(remark));
  const { output: path, format } = request;
  if (path === null) {
    say.result(text.replace(/\n$/, ''));
    return exitCodes.done;
  }
  const target = resolve(world.folder, path);
  const put = changelogFile({ path, existing: await textAt(target, path), document, format, text });
  if (put.kind === 'refused') return refused(put.refusal, say);
  if (!put.file.isAlready) await files.writeFile(target, put.file.text);
  say.result(`${path} tells of ${document.version ?? document.to.name}${put.file.isAlready ? ' already' : ''}.`);
  return exitCodes.done;
}

function refused(refusal: ChangelogRefusal, say: Say): ExitCode {
  say.note(told(changelogRefusal(refusal)));
  return exitCodes.refused;
}

function told(phrase: Phrase): string {
  return plainText(sentence([phrase]));
}

/** The file's text, null where there is none. One that is not UTF-8 is refused, since its bytes could not be kept. */
async function textAt(file: string, shown: string): Promise<string | null> {
  const bytes = await files.readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    const message = `${shown} cannot be read (${error.code ?? error.message}). Nothing was written.`;
    throw new ReleaseError('VERSION_FILE_INVALID', 'user', message, { cause: error });
  });
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  const message = `${shown} is not UTF-8 text, so it cannot be changed safely. Save it as UTF-8.`;
  throw new ReleaseError('VERSION_FILE_INVALID', 'user', message);
}
