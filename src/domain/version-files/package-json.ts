import { findJsonString } from './json-spans.ts';
import { packageLockBump } from './package-lock-json.ts';
import { bumpSpans } from './replace-spans.ts';
import type { CompanionFile, VersionFileKind } from './version-file.ts';

/** npm's package.json: the string at `version`. Its companions are the lock files beside it and, in a workspace, above it. */
export const packageJson: VersionFileKind = {
  name: 'package.json',
  matches: (path) => path.split('/').at(-1) === 'package.json',
  read: (text) => {
    const found = findJsonString(text, ['version']);
    if (found.kind === 'invalid') return found;
    if (found.kind === 'absent') return { kind: 'absent', why: 'it has no "version"' };
    return { kind: 'version', version: text.slice(found.span.start, found.span.end) };
  },
  bump: (text, change) => {
    const found = findJsonString(text, ['version']);
    if (found.kind === 'invalid') return found;
    if (found.kind === 'absent') return { kind: 'invalid', why: 'it has no "version"' };
    return bumpSpans(text, [found.span], change);
  },
  companions: (path) => {
    const folders = path.split('/').slice(0, -1);
    return folders.concat('').flatMap((_, index) => lockFiles(folders, folders.length - index));
  },
};

/** The lock files in the folder `depth` levels down; `packages` in them names ours by its path from there. */
function lockFiles(folders: readonly string[], depth: number): CompanionFile[] {
  const owner = folders.slice(depth).join('/');
  return ['package-lock.json', 'npm-shrinkwrap.json'].map((file) => ({
    path: [...folders.slice(0, depth), file].join('/'),
    bump: packageLockBump(owner),
  }));
}
