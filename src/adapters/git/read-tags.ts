import type { TagRecord } from '#ports/git.ts';
import { asSha } from './as-sha.ts';
import { findCommits } from './find-commits.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

const start = 'refs/tags/';
/** How show-ref marks what an annotated tag leads to, through any number of tags. */
const peeled = '^{}';

/**
 * Every tag of a commit, by name; tags of other objects are left out. Two git processes whatever the number of tags: show-ref takes what
 * a tag leads to from packed-refs, where for-each-ref opens every tag object.
 */
export async function readTags(place: ReadingPlace): Promise<TagRecord[]> {
  const args = ['show-ref', '--tags', '--dereference'];
  const lines = textOf(await place.git({ what: 'Listing tags', args, answers: [1] })).split('\n');
  const named = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf(' ');
    const ref = line.slice(at + 1);
    if (at < 0 || !ref.startsWith(start)) continue;
    const name = ref.endsWith(peeled) ? ref.slice(start.length, -peeled.length) : ref.slice(start.length);
    named.set(name, line.slice(0, at));
  }
  const objects = [...new Set(named.values())];
  const found = await findCommits(place, objects.map(asSha));
  const areCommits = new Set(found);
  return [...named].flatMap(([name, object]) => {
    const sha = asSha(object);
    return areCommits.has(sha) ? [{ name, sha }] : [];
  });
}
