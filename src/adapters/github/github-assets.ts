import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Forge, ForgeFile, UploadOutcome } from '#ports/forge.ts';
import { fetchWithin } from '../fetch-within.ts';
import { forgeAssetOf, GithubAsset, withDigest } from './github-asset.ts';
import type { GithubCall } from './github-call.ts';
import { isAlreadyThere } from './github-failure.ts';
import { type GithubRepository, nameOf } from './github-repository.ts';
import { uploadAddress } from './upload-address.ts';

type Assets = Pick<Forge, 'uploadAsset' | 'assetsOf'>;

const Page = z.object({ upload_url: z.string(), assets: z.array(GithubAsset) });

/** Bytes a second that a slow line is given. */
const slowest = 100_000;

/** The files of the release pages of one GitHub repository. GitHub never overwrites one, and neither does this. */
export function githubAssets(octokit: Octokit, where: GithubRepository, call: GithubCall, timeout: number): Assets {
  const name = nameOf(where);
  const { repos } = octokit.rest;
  const read = async (id: string) => Page.parse((await repos.getRelease({ ...where, release_id: Number(id) })).data);
  const patient = (size: number) => fetchWithin(timeout + (size / slowest) * 1_000);

  const compare = async (found: GithubAsset, file: ForgeFile): Promise<UploadOutcome> => {
    if (found.size !== file.size) return { kind: 'refused', found: forgeAssetOf(found) };
    const asset = await withDigest(octokit, where, found, patient(file.size));
    return asset.sha256 === file.sha256 ? { kind: 'already', asset } : { kind: 'refused', found: asset };
  };
  const remove = (asset: GithubAsset) => repos.deleteReleaseAsset({ ...where, asset_id: asset.id });

  const send = async (release: string, address: string, file: ForgeFile): Promise<UploadOutcome> => {
    const answer = await octokit.request(`POST ${address}`, {
      name: file.name,
      data: await file.open(),
      headers: { 'content-type': 'application/octet-stream' },
      request: { fetch: patient(file.size) },
    });
    const sent = GithubAsset.parse(answer.data);
    const asset = await withDigest(octokit, where, sent, patient(file.size));
    if (asset.size === file.size && asset.sha256 === file.sha256) return { kind: 'uploaded', asset };
    await remove(sent);
    const message = `${file.name} did not arrive whole at the release ${release} in ${name}, and was removed there. It is sent again by itself.`;
    throw new ReleaseError('FORGE_UNAVAILABLE', 'transient', message);
  };

  return {
    uploadAsset: (draft, file) =>
      call(`Uploading ${file.name} to the release ${draft.tag} in ${name}`, async () => {
        const page = await read(draft.id);
        const standing = page.assets.find((asset) => asset.name === file.name);
        if (standing?.state === 'uploaded') return compare(standing, file);
        if (standing !== undefined) await remove(standing);
        try {
          return await send(draft.tag, uploadAddress(page.upload_url, octokit.request.endpoint.DEFAULTS.baseUrl), file);
        } catch (error) {
          const again = isAlreadyThere(error) ? (await read(draft.id)).assets : [];
          const found = again.find((asset) => asset.name === file.name && asset.state === 'uploaded');
          if (found === undefined) throw error;
          return compare(found, file);
        }
      }),
    assetsOf: ({ id, tag }) =>
      call(`Reading the files of the release ${tag} in ${name}`, async () => {
        const whole = (await read(id)).assets.filter((asset) => asset.state === 'uploaded');
        return whole.map(forgeAssetOf).sort((a, b) => (a.name < b.name ? -1 : 1));
      }),
  };
}
