import { goMod } from '../kinds/go-mod.ts';
import { baseName, folderOf } from '../paths.ts';
import type { Followed, Follower } from './follower.ts';

/** Tells when the go.mod at the root, or beside a target, does not name the new major version in its module path. Changes nothing. */
export const followGo: Follower = {
  isFor: () => true,
  wants: (path) => baseName(path) === 'go.mod',
  follow: (files, targets) =>
    [...files].flatMap(([path, text]): readonly Followed[] => {
      if (baseName(path) !== 'go.mod' || targets.some((target) => target.path === path)) return [];
      const target = targets.find((each) => folderOf(path) === '' || folderOf(each.path) === folderOf(path));
      const outcome = target === undefined ? null : goMod.bump(text, target);
      return outcome?.kind === 'invalid' ? [{ kind: 'note', path, note: outcome.why }] : [];
    }),
};
