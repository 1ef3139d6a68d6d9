import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A PATH of one folder that holds only the given programs: name to the lines of a shell script. `$HERE` is the folder, gone after the test. */
export async function fakePath(programs: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-path-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, lines] of Object.entries(programs)) {
    const file = join(folder, name);
    await writeFile(file, ['#!/bin/sh', `HERE='${folder}'`, ...lines, ''].join('\n'));
    await chmod(file, 0o755);
  }
  return folder;
}

/** The script of a server program that only tells its version. */
export function tellsVersion(product: 'Redis' | 'Valkey', version: string): readonly string[] {
  return [`echo "${product} server v=${version} sha=00000000:0 malloc=libc bits=64"`];
}
