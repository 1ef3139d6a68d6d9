import { pyprojectToml } from '../kinds/pyproject-toml.ts';
import { baseName, folderOf } from '../paths.ts';
import { scanToml } from '../scan/toml-values.ts';
import { pep440Spelling } from '../spelling/pep440-spelling.ts';
import type { BumpedTarget, Followed, Follower } from './follower.ts';
import { followTomlLock, type LockedPackage } from './toml-lock.ts';

/** A Python project's own entry in the uv.lock beside it or above it. */
export const followUv: Follower = {
  isFor: (target) => baseName(target) === 'pyproject.toml',
  wants: (path) => baseName(path) === 'uv.lock',
  follow: (files, targets) => {
    const locks = [...files].filter(([path]) => baseName(path) === 'uv.lock');
    return locks.flatMap(([path, text]): readonly Followed[] => {
      const folder = folderOf(path);
      const below = targets.filter(
        (target) =>
          baseName(target.path) === 'pyproject.toml' && (folder === '' || target.path.startsWith(`${folder}/`)),
      );
      const packages = below.flatMap(lockedPackage);
      const isOwn = (entry: ReadonlyMap<string, unknown>) =>
        ['source.editable', 'source.virtual', 'source.directory', 'source.workspace'].some((key) => entry.has(key));
      return packages.length === 0 ? [] : followTomlLock(path, text, packages, isOwn);
    });
  },
};

function lockedPackage({ after, to }: BumpedTarget): LockedPackage[] {
  const document = scanToml(after);
  if (document.kind === 'invalid' || pyprojectToml.read(after).kind !== 'version') return [];
  const name = document.values.find(({ path }) => /^(?:project|tool\.poetry)\.name$/.test(path.join('.')))?.text;
  const spelled = pep440Spelling.write(to, '');
  // PEP 503: the lock file writes a name in small letters with single hyphens.
  return name === undefined || spelled.kind === 'impossible'
    ? []
    : [{ name: name.toLowerCase().replace(/[-_.]+/g, '-'), olds: [], to: spelled.text }];
}
