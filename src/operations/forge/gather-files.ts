import { sha256OfText } from '#domain/digest.ts';
import { attachedNames, checksumName } from '#domain/forge/attached-names.ts';
import { checksumText } from '#domain/forge/checksum-text.ts';
import type { BuildFiles } from '#ports/build-files.ts';
import type { ForgeFile } from '#ports/forge.ts';

export type GatheredFiles =
  | { readonly kind: 'gathered'; readonly files: readonly ForgeFile[] }
  | { readonly kind: 'refused'; readonly why: string };

/** The files to attach to a release, found in its checkout by patterns, and a file with the checksums of all of them. */
export async function gatherFiles(
  build: BuildFiles,
  folder: string,
  patterns: readonly string[],
): Promise<GatheredFiles> {
  if (patterns.length === 0) return { kind: 'gathered', files: [] };
  const found = await build.find(folder, patterns);
  if (found.kind === 'nothing') {
    return refused(
      `${found.pattern} matches no file that the build left, so nothing was published. Correct the pattern or the build. Where workers run on several machines, the build may have run on another one: share FAIRLEAD_DATA between them.`,
    );
  }
  if (found.kind === 'too-many') {
    return refused(`${found.pattern} matches too much: at most ${found.limit} files are attached. Name them closer.`);
  }
  const named = attachedNames(found.files.map(({ path }) => path));
  return named.kind === 'refused' ? named : { kind: 'gathered', files: [...found.files, checksumsOf(found.files)] };
}

function checksumsOf(files: readonly ForgeFile[]): ForgeFile {
  const text = checksumText(files);
  const size = new TextEncoder().encode(text).length;
  return { name: checksumName, size, sha256: sha256OfText(text), open: async () => new Blob([text]) };
}

function refused(why: string): GatheredFiles {
  return { kind: 'refused', why };
}
