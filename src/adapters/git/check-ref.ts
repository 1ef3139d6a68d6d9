import { isSha } from '#domain/is-sha.ts';
import { isRelativePath } from '#domain/project/is-relative-path.ts';
import { refNameFault } from '#domain/ref-name.ts';
import { ReleaseError } from '#errors.ts';

/** The rules of `git check-ref-format` for the part behind refs/heads/ or refs/tags/, and a little more. */
export function isRefName(name: string): boolean {
  return refNameFault(name) === null;
}

/** Gives `refs/heads/<branch>`, or refuses with GIT_REFUSED_REF before git sees the name. */
export function branchRef(branch: string): string {
  return isRefName(branch) ? `refs/heads/${branch}` : refuse('branch', branch);
}

/** Gives `refs/tags/<tag>`, or refuses with GIT_REFUSED_REF before git sees the name. */
export function tagRef(tag: string): string {
  return isRefName(tag) ? `refs/tags/${tag}` : refuse('tag', tag);
}

/** Gives the path back when it is inside the repository and names nothing of git's own. */
export function checkPath(path: string): string {
  const isOurs = isRelativePath(path) && !path.endsWith('/') && !path.includes('//');
  const isClean = path.split('/').every((part) => part !== '.' && !/^\.git$/i.test(part));
  return isOurs && isClean ? path : refuse('path', path);
}

/** Gives the key of a checkout back when it can be the name of a folder. */
export function checkKey(key: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(key) ? key : refuse('checkout key', key);
}

/** Gives a full object name back; Sha is checked again here since it reaches git as an argument. */
export function checkSha(sha: string): string {
  return isSha(sha) ? sha : refuse('commit', sha);
}

function refuse(what: string, name: string): never {
  const shown = JSON.stringify(name.slice(0, 100));
  throw new ReleaseError(
    'GIT_REFUSED_REF',
    'user',
    `The ${what} ${shown} is not one git may be given. Use letters, digits, dots, slashes and dashes.`,
  );
}
