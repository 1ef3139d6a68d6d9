import { baseName, folderOf } from '../paths.ts';
import type { Followed, Follower } from './follower.ts';

/** Tells that the `content-hash` of a composer.lock no longer fits once the version in its composer.json has changed. Changes nothing. */
export const followComposer: Follower = {
  isFor: (target) => baseName(target) === 'composer.json',
  wants: (path) => baseName(path) === 'composer.lock',
  follow: (files, targets) =>
    targets.flatMap(({ after, before, path }): readonly Followed[] => {
      const folder = folderOf(path);
      const lock = folder === '' ? 'composer.lock' : `${folder}/composer.lock`;
      if (before === after || !files.has(lock)) return [];
      const note = 'its content-hash counts the version of composer.json; write it again with `composer update --lock`';
      return [{ kind: 'note', path: lock, note }];
    }),
};
