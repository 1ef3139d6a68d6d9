import { opendir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { matchesPattern } from '#domain/path-pattern.ts';

const mostEntries = 100_000;

/**
 * Paths of the plain files below `root` (a real path) that match, null after 100,000 entries. Only folders the pattern can reach are read,
 * and a link on the way is not followed.
 */
export async function matchingPaths(root: string, pattern: string): Promise<readonly string[] | null> {
  const parts = pattern.split('/');
  const fixed = parts.slice(
    0,
    Math.max(
      0,
      parts.findIndex((part) => /[*?]/.test(part)),
    ),
  );
  const start = parts.some((part) => /[*?]/.test(part)) ? fixed : parts.slice(0, -1);
  const real = await realpath(join(root, ...start)).catch(() => null);
  if (real !== join(root, ...start)) return [];
  const deepest = parts.some((part) => part.includes('**')) ? Number.POSITIVE_INFINITY : parts.length;
  const paths: string[] = [];
  const folders = [start];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(join(root, ...folder))) {
      seen += 1;
      if (seen > mostEntries) return null;
      const path = [...folder, entry.name];
      if (entry.isDirectory() && path.length < deepest && path.join('/') !== '.git') folders.push(path);
      if (entry.isFile() && matchesPattern(path.join('/'), pattern)) paths.push(path.join(sep));
    }
  }
  return paths;
}
