import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Boundary, noBoundary } from '#operations/steps/boundary.ts';

/**
 * For the crash harness: where FAIRLEAD_CRASH_POINTS names a folder, a process that reaches a boundary whose file `<kind or id>.<boundary>`
 * lies there (slashes written as underscores) takes the file away and kills itself with SIGKILL. The file is gone then, so the process
 * started in its place goes on. Unset, nothing ever happens.
 */
export function crashBoundary(environment: Readonly<Record<string, string | undefined>>): Boundary {
  const folder = environment.FAIRLEAD_CRASH_POINTS;
  if (folder === undefined) return noBoundary;
  return async (name, { id, kind }) => {
    if (![kind, id].some((subject) => isTaken(join(folder, `${subject.replaceAll('/', '_')}.${name}`)))) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
}

/** Takes the file away; false when there was none, or another process was faster. */
function isTaken(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    return false;
  }
}
