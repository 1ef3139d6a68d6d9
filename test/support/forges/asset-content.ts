import { createHash } from 'node:crypto';
import type { ForgeFile } from '#ports/forge.ts';

/** SHA-256 in lower-case hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A file to attach, with this content. */
export function aForgeFile(name: string, content: string): ForgeFile {
  const size = Buffer.byteLength(content);
  return { name, size, sha256: sha256(content), open: async () => new Blob([content]) };
}
