import { ReleaseError } from '#errors.ts';
import type { Forge, ForgeAsset, ForgeRelease, ForgeReleaseSpec } from '#ports/forge.ts';
import { type GitlabCall, isAlreadyThere, isNotFound } from './gitlab-failure.ts';
import { forgeReleaseOf } from './gitlab-release-answer.ts';
import type { GitlabResources } from './gitlab-resources.ts';

type Releases = Pick<
  Forge,
  'findRelease' | 'createRelease' | 'draftRelease' | 'publishRelease' | 'updateRelease' | 'generatedNotes'
>;

/** GitLab refuses a longer description. */
const bodyLimit = 1_000_000;
const cutNote = '\n\n_Cut here; the whole text is in the changelog._';

/**
 * The releases of one GitLab project. GitLab has no drafts: a release is made with all its links by one call, after the files are in the
 * package registry, so it is never seen half-made. It marks no release as the latest one or as a pre-release either.
 */
export function gitlabReleases({ releases, tags }: GitlabResources, project: string, call: GitlabCall): Releases {
  const find = async (tag: string): Promise<ForgeRelease | null> => {
    try {
      return forgeReleaseOf(await releases.show(project, tag));
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  };
  const requireTag = async (tag: string): Promise<void> => {
    try {
      await tags.show(project, tag);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const message = `The tag ${tag} is not in ${project}, so no release can be made of it. Push the tag, then retry the step.`;
      throw new ReleaseError('FORGE_FAILED', 'fatal', message, { cause: error });
    }
  };
  const publish = async (spec: ForgeReleaseSpec, assets: readonly ForgeAsset[]): Promise<ForgeRelease> => {
    await requireTag(spec.tag);
    try {
      return forgeReleaseOf(
        await releases.create(project, { ...fieldsOf(spec), tag_name: spec.tag, ...linksTo(assets) }),
      );
    } catch (error) {
      // Somebody was faster, or an earlier call of ours came through although its answer was lost.
      const found = isAlreadyThere(error) ? await find(spec.tag) : null;
      if (found === null) throw error;
      return found;
    }
  };
  return {
    findRelease: (tag) => call(`Looking for the release ${tag} in ${project}`, () => find(tag)),
    createRelease: (spec) => call(`Publishing the release ${spec.tag} in ${project}`, () => publish(spec, [])),
    draftRelease: (spec) =>
      call(`Drafting the release ${spec.tag} in ${project}`, async () => {
        await requireTag(spec.tag);
        return { id: spec.tag, tag: spec.tag };
      }),
    publishRelease: (_draft, spec, assets) =>
      call(`Publishing the release ${spec.tag} in ${project}`, () => publish(spec, assets)),
    updateRelease: (tag, spec) =>
      call(`Rewriting the release ${tag} in ${project}`, async () =>
        forgeReleaseOf(await releases.edit(project, tag, fieldsOf(spec))),
      ),
    generatedNotes: async () => null,
  };
}

/** Name and description as GitLab takes them; a description that is too long is cut, which its last line says. */
function fieldsOf({ title, body }: Pick<ForgeReleaseSpec, 'title' | 'body'>) {
  const fits = body.length <= bodyLimit;
  const text = fits ? body : body.slice(0, bodyLimit - cutNote.length).replace(/[\ud800-\udbff]$/, '') + cutNote;
  return { name: title, description: text };
}

/** Links with a permanent address of their own below the release (`direct_asset_path`). */
function linksTo(assets: readonly ForgeAsset[]) {
  const links = assets.map(({ name, url }) => ({ name, url, direct_asset_path: `/${name}`, link_type: 'package' }));
  return links.length === 0 ? {} : { assets: { links } };
}
