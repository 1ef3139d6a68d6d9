import type { Sha } from '#domain/ids.ts';
import type { TagRecord } from '#ports/git.ts';
import { asSha } from './as-sha.ts';
import { findCommits } from './find-commits.ts';
import type { ReadingPlace } from './reading-place.ts';
import { textOf } from './text-of.ts';

const format = '%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)';

/** Every tag of a commit, by name. One git process, and one more when there are tags of tags, which for-each-ref peels once only. */
export async function readTags(place: ReadingPlace): Promise<TagRecord[]> {
  const args = ['for-each-ref', `--format=${format}`, 'refs/tags'];
  const lines = textOf(await place.git({ what: 'Listing tags', args })).split('\n');
  const tags: { name: string; sha: Sha | null }[] = [];
  for (const line of lines) {
    const [name = '', type, sha, peeledType, peeled] = line.split('\0');
    if (type === 'commit') tags.push({ name, sha: asSha(sha) });
    else if (peeledType === 'commit') tags.push({ name, sha: asSha(peeled) });
    else if (peeledType === 'tag') tags.push({ name, sha: null });
  }
  const nested = tags.filter(({ sha }) => sha === null).map(({ name }) => name);
  const found = await findCommits(
    place,
    nested.map((name) => `refs/tags/${name}`),
  );
  const deep = new Map(nested.map((name, index) => [name, found[index] ?? null]));
  return tags.flatMap(({ name, sha }) => {
    const commit = sha ?? deep.get(name) ?? null;
    return commit === null ? [] : [{ name, sha: commit }];
  });
}
