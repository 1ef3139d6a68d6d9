import { livenessOf } from './process-identity.mjs';
import { Identity, readRecord } from './run-folder.ts';

/** Ends the process group of a run whose supervisor died, if its first process is still the one that was started. */
export async function endOrphan(folder: string): Promise<void> {
  const program = await readRecord(folder, 'program.json', Identity).catch(() => null);
  if (program === null || livenessOf(program) !== 'alive') return;
  try {
    process.kill(-program.pid, 'SIGKILL');
  } catch {}
}
