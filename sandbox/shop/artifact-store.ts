import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { z } from 'zod';

const RelativePath = z.string().regex(/^(?!\/)(?!.*\.\.)[A-Za-z0-9._/-]+$/);

/** The output of one build: its files by path, the one to start, and the SHA-256 over all (see `checksumOf`). */
export const ArtifactUpload = z.object({
  entry: RelativePath,
  files: z.record(RelativePath, z.string()),
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ArtifactUpload = z.infer<typeof ArtifactUpload>;

export type SaveOutcome =
  | { readonly kind: 'saved' | 'known'; readonly checksum: string }
  | {
      readonly kind: 'refused';
      readonly reason: 'malformed_version' | 'wrong_checksum' | 'missing_entry' | 'version_taken';
    };

export type ArtifactStore = {
  /**
   * Keeps an artifact. The same bytes again are `known`. Other bytes take their place while the version is a candidate; once it has been
   * in production it never changes, and other bytes are refused.
   */
  readonly save: (service: string, version: string, upload: ArtifactUpload) => SaveOutcome;
  /** The file to start and its checksum, or null when this version was never uploaded. */
  readonly find: (service: string, version: string) => { readonly entry: string; readonly checksum: string } | null;
};

/** Artifacts as folders under `directory`, written aside first, so that a version is there whole or not at all. */
export function createArtifactStore(
  directory: string,
  wasInProduction: (service: string, version: string) => boolean,
): ArtifactStore {
  const folderOf = (service: string, version: string): string => join(directory, service, version);

  const find: ArtifactStore['find'] = (service, version) => {
    if (!isArtifactVersion(version) || !existsSync(folderOf(service, version))) return null;
    const folder = folderOf(service, version);
    const { entry, checksum } = StoredManifest.parse(JSON.parse(readFileSync(join(folder, 'artifact.json'), 'utf8')));
    return { entry: join(folder, 'files', entry), checksum };
  };

  const save: ArtifactStore['save'] = (service, version, upload) => {
    if (!isArtifactVersion(version)) return { kind: 'refused', reason: 'malformed_version' };
    const checksum = checksumOf(upload.files);
    if (checksum !== upload.checksum) return { kind: 'refused', reason: 'wrong_checksum' };
    if (upload.files[upload.entry] === undefined) return { kind: 'refused', reason: 'missing_entry' };
    const known = find(service, version);
    if (known?.checksum === checksum) return { kind: 'known', checksum };
    if (known && wasInProduction(service, version)) return { kind: 'refused', reason: 'version_taken' };
    write(folderOf(service, version), upload);
    return { kind: 'saved', checksum };
  };

  return { save, find };
}

/** Says whether a version can be the name of a folder: letters, digits, dots, plus signs and hyphens, no dot in front. */
function isArtifactVersion(version: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z.+-]{0,99}$/.test(version);
}

/** SHA-256 in hex over the files in the order of their paths, each as path, NUL, content, NUL. */
export function checksumOf(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0${files[path]}\0`);
  return hash.digest('hex');
}

const StoredManifest = z.object({ entry: z.string(), checksum: z.string() });

function write(folder: string, upload: ArtifactUpload): void {
  const aside = `${folder}.new`;
  rmSync(aside, { recursive: true, force: true });
  for (const [path, content] of Object.entries(upload.files)) {
    const target = join(aside, 'files', normalize(path).split('/').join(sep));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  writeFileSync(join(aside, 'artifact.json'), JSON.stringify({ entry: upload.entry, checksum: upload.checksum }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}
