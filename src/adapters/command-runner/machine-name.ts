import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * The name of the machine a data directory belongs to: the host's name and eight letters, made once and kept in the directory. Whoever
 * shares the directory shares the name; a new directory on the same host has another, since it knows nothing of the old runs.
 */
export function machineName(dataDirectory: string): string {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'machine');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const host = hostname()
    .replace(/[^A-Za-z0-9.-]/g, '-')
    .slice(0, 60);
  writeFileSync(draft, `${host}-${randomBytes(4).toString('hex')}\n`);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
