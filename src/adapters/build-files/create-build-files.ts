import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { BuildFiles } from '#ports/build-files.ts';
import { matchingPaths } from './matching-paths.ts';

const mostFiles = 100;

/** Finds build files on this machine's disk. */
export function createBuildFiles(): BuildFiles {
  return {
    async find(folder, patterns) {
      const root = await realpath(folder);
      const paths = new Set<string>();
      for (const pattern of patterns) {
        const found = await matchingPaths(root, pattern);
        if (found === null) return { kind: 'too-many', pattern, limit: mostFiles };
        if (found.length === 0) return { kind: 'nothing', pattern };
        for (const path of found) paths.add(path);
        if (paths.size > mostFiles) return { kind: 'too-many', pattern, limit: mostFiles };
      }
      const files = [];
      for (const path of [...paths].sort()) files.push(await measured(join(root, path), path));
      return { kind: 'found', files };
    },
  };
}

async function measured(file: string, path: string) {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const name = path.split(sep).at(-1) ?? path;
  return { path, name, size, sha256: hash.digest('hex'), open: () => openAsBlob(file) };
}
