import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Forge, ForgeAsset, ForgeFile, UploadOutcome } from '#ports/forge.ts';
import { type GitlabCall, isNotFound } from './gitlab-failure.ts';
import { GitlabReleaseAnswer } from './gitlab-release-answer.ts';
import { askOnce } from './gitlab-requester.ts';
import type { GitlabConnection, GitlabResources } from './gitlab-resources.ts';
import { packageFilePath, packagePlace } from './package-place.ts';

type Assets = Pick<Forge, 'uploadAsset' | 'assetsOf'>;

const Package = z.object({ id: z.number(), name: z.string(), version: z.string().nullable() });
const PackageFile = z.object({
  id: z.number(),
  package_id: z.number(),
  file_name: z.string(),
  size: z.number(),
  file_sha256: z.string().nullish(),
});
type PackageFile = z.infer<typeof PackageFile>;

/** Bytes a second that a slow line is given. */
const slowest = 100_000;

/**
 * The files of releases, kept in the package registry of the project. GitLab would take a second file of the same name as another version
 * of it, so what is there is asked first, and a name is used once.
 */
export function gitlabPackages(
  resources: GitlabResources,
  connection: GitlabConnection,
  project: string,
  call: GitlabCall,
): Assets {
  const api = `${connection.url.replace(/\/+$/, '')}/api/v4`;
  const assetOf = (tag: string, file: PackageFile): ForgeAsset => ({
    name: file.file_name,
    url: `${api}/${packageFilePath(project, packagePlace(tag), file.file_name)}`,
    size: file.size,
    sha256: file.file_sha256?.toLowerCase() ?? null,
  });

  const filesOf = async (tag: string): Promise<readonly PackageFile[]> => {
    const place = packagePlace(tag);
    // gitbeaker's own call knows neither the type generic nor a version to look for.
    const { body } = await resources.packages.requester.get(`projects/${encodeURIComponent(project)}/packages`, {
      searchParams: {
        package_type: 'generic',
        package_name: place.name,
        package_version: place.version,
        per_page: 100,
      },
      signal: AbortSignal.timeout(connection.timeout),
    });
    const found = z.array(Package).parse(body);
    // The name asked for may be a part of the name found.
    const same = found.filter(({ name, version }) => name === place.name && version === place.version);
    const lists = same.map(({ id }) => resources.packages.allFiles(project, id));
    return z.array(PackageFile).parse((await Promise.all(lists)).flat());
  };

  const send = async (tag: string, file: ForgeFile): Promise<UploadOutcome> => {
    // GitLab takes the file as the whole body of the request; gitbeaker would wrap it in a form, which is then what is stored.
    const { body } = await askOnce(packageFilePath(project, packagePlace(tag), file.name), {
      prefixUrl: api,
      method: 'PUT',
      searchParams: 'select=package_file',
      headers: {
        'content-type': 'application/octet-stream',
        ...(connection.token === undefined ? {} : { 'private-token': connection.token }),
      },
      body: await file.open(),
      signal: AbortSignal.timeout(Math.ceil(connection.timeout + (file.size / slowest) * 1_000)),
    });
    const sent = PackageFile.parse(body);
    const asset = assetOf(tag, sent);
    if (asset.size === file.size && asset.sha256 === file.sha256) return { kind: 'uploaded', asset };
    await resources.packages.removeFile(project, sent.package_id, sent.id);
    const message = `${file.name} did not arrive whole at the release ${tag} in ${project}, and was removed there. It is sent again by itself.`;
    throw new ReleaseError('FORGE_UNAVAILABLE', 'transient', message);
  };

  return {
    uploadAsset: ({ tag }, file) =>
      call(`Uploading ${file.name} to the release ${tag} in ${project}`, async () => {
        const standing = (await filesOf(tag)).filter((one) => one.file_name === file.name);
        const [found] = standing;
        if (found === undefined) return send(tag, file);
        const same = standing.find((one) => one.size === file.size && one.file_sha256?.toLowerCase() === file.sha256);
        return same === undefined
          ? { kind: 'refused', found: assetOf(tag, found) }
          : { kind: 'already', asset: assetOf(tag, same) };
      }),
    assetsOf: (release) =>
      call(`Reading the files of the release ${release.tag} in ${project}`, async () => {
        const files = (await filesOf(release.tag)).map((file) => assetOf(release.tag, file));
        const assets = 'url' in release ? await linked(resources, project, release.tag, files) : files;
        return [...assets].sort((a, b) => (a.name < b.name ? -1 : 1));
      }),
  };
}

/** What a published page links to, with size and digest where it is a file of the registry. */
async function linked(
  resources: GitlabResources,
  project: string,
  tag: string,
  files: readonly ForgeAsset[],
): Promise<readonly ForgeAsset[]> {
  try {
    const { assets } = GitlabReleaseAnswer.parse(await resources.releases.show(project, tag));
    return assets.links.map(
      ({ name, url }) => files.find((file) => file.url === url) ?? { name, url, size: null, sha256: null },
    );
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
