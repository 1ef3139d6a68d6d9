import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where the command line keeps written changelogs: the folder of FAIRLEAD_CACHE, nowhere when that is `off`, else `fairlead` below the
 * cache folder of the XDG Base Directory Specification (`$XDG_CACHE_HOME`, or `~/.cache`).
 */
export function cacheFolder(variables: NodeJS.ProcessEnv): string | null {
  const { FAIRLEAD_CACHE: own, XDG_CACHE_HOME: shared } = variables;
  if (own === 'off') return null;
  if (own !== undefined && own !== '') return own;
  // By the specification a path that is not absolute is to be ignored.
  const base = shared !== undefined && isAbsolute(shared) ? shared : join(homedir(), '.cache');
  return join(base, 'fairlead', 'changelogs');
}
