import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What files of a repository say that every git since 1.7 writes alike. `remote` is null where its address takes a git to tell. */
export type GitFolder = {
  readonly branch: string;
  readonly isShallow: boolean;
  readonly remote: string | null;
};

/**
 * Looks into `<folder>/.git` without a git process, each of which costs as long as a small log. Null for everything but the plainest case:
 * a working tree with its own repository, a branch checked out, and nothing in the environment that says otherwise.
 */
export function peekGitFolder(folder: string): GitFolder | null {
  if (process.env.GIT_DIR !== undefined || process.env.GIT_COMMON_DIR !== undefined) return null;
  const inside = join(folder, '.git');
  try {
    if (!statSync(inside).isDirectory()) return null;
    const [, branch] = /^ref: refs\/heads\/(\S+)\n$/.exec(readFileSync(join(inside, 'HEAD'), 'utf8')) ?? [];
    // A repository that keeps its refs in tables has this in the file, for old programs.
    if (branch === undefined || branch === '.invalid') return null;
    const remote = originIn(readFileSync(join(inside, 'config'), 'utf8'));
    return { branch, isShallow: existsSync(join(inside, 'shallow')), remote };
  } catch {
    return null;
  }
}

/** The address of origin where it is written plainly, once, and nothing is included from elsewhere. */
function originIn(config: string): string | null {
  if (/^\s*\[include/im.test(config)) return null;
  const sections = config.split(/^(?=[ \t]*\[)/m).filter((part) => /^[ \t]*\[remote "origin"\][ \t]*$/m.test(part));
  const addresses = sections.flatMap((part) => [...part.matchAll(/^[ \t]*url[ \t]*=[ \t]*([^\s"\\;#]+)[ \t]*$/gm)]);
  const [only] = addresses;
  return addresses.length === 1 && only !== undefined ? (only[1] ?? null) : null;
}
