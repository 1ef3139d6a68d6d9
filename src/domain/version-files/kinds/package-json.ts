import { defineKind } from '../define-kind.ts';
import { packageLockBump } from '../followers/package-lock-bump.ts';
import { baseName } from '../paths.ts';
import type { CompanionFile } from '../version-file.ts';
import { findJsonVersion } from './json-version.ts';

/** npm's package.json: the string at `version`. Its companions are the lock files beside it and, in a workspace, above it. */
export const packageJson = defineKind({
  name: 'package.json',
  changes:
    '`version`; in a workspace (npm, yarn, pnpm) the ranges other packages ask for it with; package-lock.json, npm-shrinkwrap.json, pnpm-lock.yaml and yarn.lock where they repeat either',
  keeps:
    '`workspace:^`, `workspace:*`, `catalog:`, tags and ranges the old version is outside of; a private package without a version',
  matches: (path) => baseName(path) === 'package.json',
  find: (text) => findJsonVersion(text),
  companions: (path) => {
    const folders = path.split('/').slice(0, -1);
    return folders.concat('').flatMap((_, index) => lockFiles(folders, folders.length - index));
  },
});

/** The lock files in the folder `depth` levels down; `packages` in them names ours by its path from there. */
function lockFiles(folders: readonly string[], depth: number): CompanionFile[] {
  const owner = folders.slice(depth).join('/');
  return ['package-lock.json', 'npm-shrinkwrap.json'].map((file) => ({
    path: [...folders.slice(0, depth), file].join('/'),
    bump: packageLockBump(owner),
  }));
}
