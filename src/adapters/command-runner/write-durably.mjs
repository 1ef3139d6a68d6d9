// @ts-check
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: a reader sees the old content or the new, also after a power cut.
 * @param {string} path
 * @param {unknown} value held as JSON
 */
export function writeDurably(path, value) {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, JSON.stringify(value));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameDurably(draft, path);
}

/**
 * Renames a file or folder and makes the new name outlive a power cut.
 * @param {string} from
 * @param {string} to
 */
export function renameDurably(from, to) {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
