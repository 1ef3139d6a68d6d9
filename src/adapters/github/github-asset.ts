import { createHash } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { ForgeAsset } from '#ports/forge.ts';
import type { GithubRepository } from './github-repository.ts';

/** What is read of a release asset in GitHub's answers. `state` is `uploaded` once it is whole; a broken upload stays in `starter`. */
export const GithubAsset = z.object({
  id: z.number(),
  name: z.string(),
  state: z.string(),
  size: z.number(),
  /** `sha256:` and hex; older files and servers have none. */
  digest: z.string().nullish(),
  browser_download_url: z.string(),
});
export type GithubAsset = z.infer<typeof GithubAsset>;

/** The port's file of one in GitHub's answers. */
export function forgeAssetOf({ name, size, digest, browser_download_url }: GithubAsset): ForgeAsset {
  const [, sha256 = null] = /^sha256:([0-9a-f]{64})$/i.exec(digest ?? '') ?? [];
  return { name, url: browser_download_url, size, sha256: sha256?.toLowerCase() ?? null };
}

/** The same file with its digest: where GitHub does not tell it, the content is read and hashed here. */
export async function withDigest(
  octokit: Octokit,
  where: GithubRepository,
  asset: GithubAsset,
  fetchWithin: typeof fetch,
): Promise<ForgeAsset> {
  const told = forgeAssetOf(asset);
  if (told.sha256 !== null) return told;
  const { data } = await octokit.rest.repos.getReleaseAsset({
    ...where,
    asset_id: asset.id,
    headers: { accept: 'application/octet-stream' },
    request: { parseSuccessResponseBody: false, fetch: fetchWithin },
  });
  const hash = createHash('sha256');
  for await (const chunk of data as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
  return { ...told, sha256: hash.digest('hex') };
}
