import type { Sha } from '#domain/ids.ts';
import { asSha } from './as-sha.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

/** The commits that checked names of refs or objects peel to, null for one that leads to none: one git process for all of them. */
export async function findCommits(place: ReadingPlace, names: readonly string[]): Promise<readonly (Sha | null)[]> {
  if (names.length === 0) return [];
  const args = ['cat-file', '--batch-check=%(objecttype) %(objectname)'];
  const input = names.map((name) => `${name}^{commit}\n`).join('');
  const lines = textOf(await place.git({ what: 'Looking for commits', args, input })).split('\n');
  return lines.map((line) => (line.startsWith('commit ') ? asSha(line.slice(7)) : null));
}
