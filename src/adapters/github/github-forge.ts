import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Forge, ForgeRelease, ForgeReleaseSpec } from '#ports/forge.ts';
import { checkGithub } from './check-github.ts';
import { githubFailure, isAlreadyThere, isNotFound } from './github-failure.ts';
import type { GithubRepository } from './github-repository.ts';

const Release = z.object({ id: z.number(), html_url: z.string(), tag_name: z.string(), draft: z.boolean() });
type Release = z.infer<typeof Release>;

/** GitHub refuses a longer body. */
const bodyLimit = 125_000;
const cutNote = '\n\n_Cut here; the whole text is in the changelog._';
/** Drafts stand among the newest releases. */
const pagesOfDrafts = 3;

/** The releases of one GitHub repository. */
export function githubForge(octokit: Octokit, where: GithubRepository, now: () => number): Forge {
  const name = `${where.owner}/${where.repo}`;
  const call = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw githubFailure(what, error, now());
    }
  };
  const find = (tag: string) =>
    call(`Looking for the release ${tag} in ${name}`, () => findPublished(octokit, where, tag));
  return {
    findRelease: async (tag) => {
      const found = await find(tag);
      return found === null ? null : releaseOf(found);
    },
    createRelease: (spec) =>
      call(`Publishing the release ${spec.tag} in ${name}`, async () => {
        await requireTag(octokit, where, spec.tag);
        const draft = await findDraft(octokit, where, spec.tag);
        const body = { ...where, ...fieldsOf(spec), draft: false };
        try {
          const answer =
            draft === null
              ? await octokit.rest.repos.createRelease(body)
              : await octokit.rest.repos.updateRelease({ ...body, release_id: draft.id });
          return releaseOf(read(answer.data));
        } catch (error) {
          // Somebody was faster, or an earlier call of ours came through although its answer was lost.
          const found = isAlreadyThere(error) ? await findPublished(octokit, where, spec.tag) : null;
          if (found === null) throw error;
          return releaseOf(found);
        }
      }),
    updateRelease: (id, spec) =>
      call(`Rewriting the release ${spec.tag} in ${name}`, async () => {
        const { name: title, body } = fieldsOf(spec);
        const answer = await octokit.rest.repos.updateRelease({ ...where, release_id: Number(id), name: title, body });
        return releaseOf(read(answer.data));
      }),
    check: () => checkGithub(octokit, where, now),
  };
}

function fieldsOf({ tag, title, body, isPreRelease }: ForgeReleaseSpec) {
  const fits = body.length <= bodyLimit;
  const text = fits ? body : body.slice(0, bodyLimit - cutNote.length).replace(/[\ud800-\udbff]$/, '') + cutNote;
  return { tag_name: tag, name: title, body: text, prerelease: isPreRelease };
}

/** GET /repos/{owner}/{repo}/releases/tags/{tag}: published releases only. */
async function findPublished(octokit: Octokit, where: GithubRepository, tag: string): Promise<Release | null> {
  try {
    const release = read((await octokit.rest.repos.getReleaseByTag({ ...where, tag })).data);
    return release.draft ? null : release;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** GET /repos/{owner}/{repo}/releases shows drafts to those who may push; the address by tag never does. */
async function findDraft(octokit: Octokit, where: GithubRepository, tag: string): Promise<Release | null> {
  for (let page = 1; page <= pagesOfDrafts; page += 1) {
    const { data } = await octokit.rest.repos.listReleases({ ...where, per_page: 100, page });
    const releases = z.array(Release).parse(data);
    const found = releases.find((release) => release.draft && release.tag_name === tag);
    if (found !== undefined) return found;
    if (releases.length < 100) return null;
  }
  return null;
}

/** GitHub would make a missing tag itself, on the newest commit of the default branch. Never on our account. */
async function requireTag(octokit: Octokit, where: GithubRepository, tag: string): Promise<void> {
  try {
    await octokit.rest.git.getRef({ ...where, ref: `tags/${tag}` });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const message = `The tag ${tag} is not in ${where.owner}/${where.repo}, so no release can be made of it. Push the tag, then retry the step.`;
    throw new ReleaseError('FORGE_FAILED', 'fatal', message, { cause: error });
  }
}

/** An answer that is no release was cut on its way: what it did is unknown, and asking again tells. */
function read(data: unknown): Release {
  return Release.parse(data);
}

function releaseOf(release: Release): ForgeRelease {
  return { id: String(release.id), url: release.html_url, tag: release.tag_name };
}
