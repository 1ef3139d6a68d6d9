import { findJsonString } from './json-spans.ts';
import { bumpSpans, type Span } from './replace-spans.ts';
import type { CompanionFile } from './version-file.ts';

/**
 * Changes the version of one package in an npm lock file (lockfileVersion 1 to 3): `packages[owner]`, and the top-level `version` when the
 * owner is the package beside the lock file (the empty path).
 */
export function packageLockBump(owner: string): CompanionFile['bump'] {
  const paths = owner === '' ? [['version'], ['packages', '', 'version']] : [['packages', owner, 'version']];
  return (text, change) => {
    const spans: Span[] = [];
    for (const path of paths) {
      const found = findJsonString(text, path);
      if (found.kind === 'invalid') return found;
      if (found.kind === 'found') spans.push(found.span);
    }
    // A lock file may lag behind its package.json; what counts is that both say the new version afterwards.
    return bumpSpans(text, spans, { from: null, to: change.to });
  };
}
