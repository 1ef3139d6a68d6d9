import { randomBytes } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderLook } from '#ports/folder-inspection.ts';

/** Makes the folder where it is missing, writes a file into it and removes it again, and asks the disk for its free bytes. */
export async function inspectFolder(folder: string): Promise<FolderLook> {
  const file = join(folder, `.doctor-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, 'written by fairlead doctor\n');
    await rm(file);
    const { bavail, bsize } = await statfs(folder);
    return { kind: 'writable', freeBytes: bavail * bsize };
  } catch (error) {
    return { kind: 'not_writable', why: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    EACCES: 'this user has no right to',
    EPERM: 'this user has no right to',
    EROFS: 'its disk is read-only',
    ENOSPC: 'its disk is full',
    ENOTDIR: 'a part of its path is a file',
    EEXIST: 'it is a file',
  };
  return known[code] ?? `the system refuses it (${code === '' ? 'no reason given' : code})`;
}
