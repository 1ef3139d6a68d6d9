import { ReleaseError } from '#errors.ts';
import type { Forge, ForgeAsset, ForgeFile, ForgeRelease, ForgeReleaseSpec } from '#ports/forge.ts';

export type PublishOutcome =
  | { readonly kind: 'published'; readonly release: ForgeRelease; readonly assets: readonly ForgeAsset[] }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Publishes a release page with its files, and nothing before all of them are there: draft, upload, publish. A page that is published already
 * is given back as it is; what an earlier try left half done is gone on with, so a page and each of its files are made once. Once `signal` is aborted nothing more is done.
 */
export async function publishRelease(
  forge: Forge,
  spec: ForgeReleaseSpec,
  files: readonly ForgeFile[],
  signal?: AbortSignal,
): Promise<PublishOutcome> {
  const standing = await forge.findRelease(spec.tag);
  if (standing !== null)
    return { kind: 'published', release: standing, assets: await assetsOf(forge, standing, files) };
  mayGoOn(signal);
  if (files.length === 0) return { kind: 'published', release: await forge.createRelease(spec), assets: [] };
  const draft = await forge.draftRelease(spec);
  const assets: ForgeAsset[] = [];
  for (const file of files) {
    mayGoOn(signal);
    const outcome = await forge.uploadAsset(draft, file);
    if (outcome.kind === 'refused') return { kind: 'refused', why: otherContent(spec.tag, file, outcome.found) };
    assets.push(outcome.asset);
  }
  mayGoOn(signal);
  return { kind: 'published', release: await forge.publishRelease(draft, spec, assets), assets };
}

function mayGoOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  const message = 'Another worker has taken over the release page. It is gone on with by itself.';
  throw new ReleaseError('LOG_CONFLICT', 'transient', message, { cause: signal.reason });
}

async function assetsOf(forge: Forge, release: ForgeRelease, files: readonly ForgeFile[]) {
  return files.length === 0 ? [] : forge.assetsOf(release);
}

function otherContent(
  tag: string,
  file: ForgeFile,
  found: { readonly sha256: string | null; readonly size: number | null },
): string {
  const there = found.sha256 === null ? `${found.size ?? 'unknown'} bytes` : `SHA-256 ${found.sha256.slice(0, 12)}`;
  return `The unpublished release ${tag} has a file ${file.name} with another content already: there ${there}, built here SHA-256 ${file.sha256.slice(0, 12)}. A file is never overwritten. Remove it from the forge, then retry the step.`;
}
