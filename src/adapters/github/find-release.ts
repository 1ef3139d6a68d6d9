import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { isNotFound } from './github-failure.ts';
import { GithubRelease } from './github-release.ts';
import type { GithubRepository } from './github-repository.ts';

/** Drafts stand among the newest releases. */
const pagesOfDrafts = 3;

/** GET /repos/{owner}/{repo}/releases/tags/{tag}: the published release of a tag, or null. */
export async function findPublished(
  octokit: Octokit,
  where: GithubRepository,
  tag: string,
): Promise<GithubRelease | null> {
  try {
    const release = GithubRelease.parse((await octokit.rest.repos.getReleaseByTag({ ...where, tag })).data);
    return release.draft ? null : release;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** The draft of a tag, or null. GET /repos/{owner}/{repo}/releases shows drafts to those who may push; the address by tag never does. */
export async function findDraft(octokit: Octokit, where: GithubRepository, tag: string): Promise<GithubRelease | null> {
  for (let page = 1; page <= pagesOfDrafts; page += 1) {
    const { data } = await octokit.rest.repos.listReleases({ ...where, per_page: 100, page });
    const releases = z.array(GithubRelease).parse(data);
    const found = releases.find((release) => release.draft && release.tag_name === tag);
    if (found !== undefined) return found;
    if (releases.length < 100) return null;
  }
  return null;
}

/** Refuses a tag that is not there: GitHub would make it itself, on the newest commit of the default branch. Never on our account. */
export async function requireTag(octokit: Octokit, where: GithubRepository, tag: string): Promise<void> {
  try {
    await octokit.rest.git.getRef({ ...where, ref: `tags/${tag}` });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const message = `The tag ${tag} is not in ${where.owner}/${where.repo}, so no release can be made of it. Push the tag, then retry the step.`;
    throw new ReleaseError('FORGE_FAILED', 'fatal', message, { cause: error });
  }
}
