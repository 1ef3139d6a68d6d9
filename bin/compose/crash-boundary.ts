import { openSync } from 'node:fs';
import { join } from 'node:path';
import { type Boundary, noBoundary } from '#operations/steps/boundary.ts';

/**
 * For the crash harness: with FAIRLEAD_CRASH_AT set to `<step kind>:<boundary>`, the process kills itself (SIGKILL) at that boundary, once
 * for each file name in FAIRLEAD_CRASH_MARKS, so that the process started in its place goes on. Unset, nothing ever happens.
 */
export function crashBoundary(environment: Readonly<Record<string, string | undefined>>): Boundary {
  const at = environment.FAIRLEAD_CRASH_AT;
  const marks = environment.FAIRLEAD_CRASH_MARKS;
  if (at === undefined || marks === undefined) return noBoundary;
  return async (name, step) => {
    if (`${step.kind}:${name}` !== at || !isFirst(join(marks, `${step.kind}-${name}`))) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
}

/** Creates the mark; false when it was there. */
function isFirst(file: string): boolean {
  try {
    openSync(file, 'wx');
    return true;
  } catch {
    return false;
  }
}
