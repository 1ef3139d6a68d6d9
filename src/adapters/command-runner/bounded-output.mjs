// @ts-check
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes one of the two output files may hold. Both together keep at least this much of the end. */
const FILE_LIMIT = 1_048_576;

/** The two files output is kept in: the older one holds what came right before the newer one. */
export const outputFiles = /** @type {const} */ ({ older: 'output.old.log', newer: 'output.log' });

/**
 * Keeps the end of a stream on disk in at most 2 MiB, however much is written. Never throws: what a full disk refuses is lost.
 * @param {string} folder
 * @returns {{ write(chunk: Uint8Array): void }}
 */
export function createBoundedOutput(folder) {
  const newer = join(folder, outputFiles.newer);
  let file = openSync(newer, 'w', 0o600);
  let size = 0;
  return {
    write(chunk) {
      try {
        if (size + chunk.length > FILE_LIMIT) {
          closeSync(file);
          renameSync(newer, join(folder, outputFiles.older));
          file = openSync(newer, 'w', 0o600);
          size = 0;
        }
        size += writeSync(file, chunk);
      } catch {}
    },
  };
}
