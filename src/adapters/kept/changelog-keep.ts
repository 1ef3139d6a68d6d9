import { promises as files } from 'node:fs';
import { join } from 'node:path';
import { printKeptChangelog, readKeptChangelog } from '#domain/history/kept-changelog.ts';
import type { ChangelogKeep } from '#ports/changelog-keep.ts';

/** Changes when the shape of the file does; a file of another shape is not read. */
const shape = 'fairlead-kept-changelog/1';

/**
 * Keeps the written releases of one repository in a file `<folder>/<name>`, replaced as a whole. The first line says the shape and the
 * SHA-256 of the rest: a file that is cut off, damaged, foreign or of another key is as good as none. A folder that cannot be written is
 * not an error, since everything can be made again.
 */
export function createChangelogKeep(folder: string, name: string): ChangelogKeep {
  const path = join(folder, name);
  return {
    read: async (key) => {
      const bytes = await files.readFile(path).catch(() => null);
      const end = bytes?.indexOf('\n') ?? -1;
      if (bytes === null || end < 0) return null;
      const rest = bytes.subarray(end + 1);
      if (bytes.toString('latin1', 0, end) !== (await headOf(rest))) return null;
      return readKeptChangelog(rest.toString('utf8'), key);
    },
    write: async (kept) => {
      const rest = Buffer.from(printKeptChangelog(kept));
      const part = `${path}.${process.pid}.${Date.now()}.part`;
      try {
        await files.mkdir(folder, { recursive: true });
        await files.writeFile(part, Buffer.concat([Buffer.from(`${await headOf(rest)}\n`), rest]), { mode: 0o600 });
        await files.rename(part, path);
      } catch {
        await files.rm(part, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** The module is loaded here, since most calls of the command line have no use for it. */
async function headOf(rest: Buffer): Promise<string> {
  const { createHash } = await import('node:crypto');
  return `${shape} ${createHash('sha256').update(rest).digest('hex')}`;
}
