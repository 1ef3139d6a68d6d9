import type { Sha } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import { asSha } from './as-sha.ts';
import { isRefName } from './check-ref.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

/** The notes below `refs/notes/...` by the object they are on, as text: one git process to list them and one to read them all. */
export async function readNotes(place: ReadingPlace, ref: string): Promise<ReadonlyMap<Sha, string>> {
  const args = ['notes', `--ref=${notesRef(ref)}`, 'list'];
  const listed = textOf(await place.git({ what: `Listing ${ref}`, args }));
  if (listed === '') return new Map();
  const pairs = listed.split('\n').map((line) => line.split(' '));
  const input = pairs.map(([note]) => `${asSha(note)}\n`).join('');
  const { out } = await place.git({ what: `Reading ${ref}`, args: ['cat-file', '--batch'], input });
  const texts = blobsOf(out);
  return new Map(pairs.map(([, on], index) => [asSha(on), texts[index] ?? '']));
}

function notesRef(ref: string): string {
  if (ref.startsWith('refs/notes/') && isRefName(ref)) return ref;
  const shown = JSON.stringify(ref.slice(0, 100));
  throw new ReleaseError(
    'GIT_REFUSED_REF',
    'user',
    `${shown} is no ref of git notes. Name one such as refs/notes/fairlead.`,
  );
}

/** Texts of `cat-file --batch`: a line with name, type and size in bytes, the bytes, and a line end, over and over. */
function blobsOf(out: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < out.length; ) {
    const start = out.indexOf(10, at) + 1;
    const size = Number(out.toString('latin1', at, start).trim().split(' ').at(-1));
    const end = start + (Number.isSafeInteger(size) ? size : 0);
    texts.push(out.toString('utf8', start, end));
    at = Number.isSafeInteger(size) ? end + 1 : end;
  }
  return texts;
}
