import { applyEdits, type Span, textAt } from '../edits.ts';
import { indexJson, jsonStringAt } from '../scan/json-spans.ts';
import type { CompanionFile } from '../version-file.ts';

/**
 * Changes the version of one package in an npm lock file (lockfileVersion 1 to 3): `packages[owner]`, and the top-level `version` when the
 * owner is the package beside the lock file (the empty path). A lock file may lag behind its package.json; afterwards it does not.
 */
export function packageLockBump(owner: string): CompanionFile['bump'] {
  const paths = owner === '' ? [['version'], ['packages', '', 'version']] : [['packages', owner, 'version']];
  return (text, { to }) => {
    const index = indexJson(text);
    const spans: Span[] = [];
    for (const path of paths) {
      const found = jsonStringAt(index, path);
      if (found.kind === 'invalid') return found;
      if (found.kind === 'found') spans.push(found.span);
    }
    if (spans.every((span) => textAt(text, span) === to)) return { kind: 'already' };
    return {
      kind: 'bumped',
      text: applyEdits(
        text,
        spans.map((span) => ({ span, text: to })),
      ),
    };
  };
}
