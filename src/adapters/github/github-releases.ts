import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Forge } from '#ports/forge.ts';
import { findDraft, findPublished, requireTag } from './find-release.ts';
import type { GithubCall } from './github-call.ts';
import { isAlreadyThere, isNotFound } from './github-failure.ts';
import { draftFieldsOf, forgeReleaseOf, GithubRelease, publicFieldsOf, wordsOf } from './github-release.ts';
import { type GithubRepository, nameOf } from './github-repository.ts';

type Releases = Pick<
  Forge,
  'findRelease' | 'createRelease' | 'draftRelease' | 'publishRelease' | 'updateRelease' | 'generatedNotes'
>;

/** The release pages of one GitHub repository. */
export function githubReleases(octokit: Octokit, where: GithubRepository, call: GithubCall): Releases {
  const name = nameOf(where);
  const { repos } = octokit.rest;
  return {
    findRelease: (tag) =>
      call(`Looking for the release ${tag} in ${name}`, async () => {
        const found = await findPublished(octokit, where, tag);
        return found === null ? null : forgeReleaseOf(found);
      }),
    createRelease: (spec) =>
      call(`Publishing the release ${spec.tag} in ${name}`, async () => {
        await requireTag(octokit, where, spec.tag);
        const draft = await findDraft(octokit, where, spec.tag);
        const body = { ...where, ...publicFieldsOf(spec) };
        return orPublished(octokit, where, spec.tag, () =>
          draft === null ? repos.createRelease(body) : repos.updateRelease({ ...body, release_id: draft.id }),
        );
      }),
    draftRelease: (spec) =>
      call(`Drafting the release ${spec.tag} in ${name}`, async () => {
        await requireTag(octokit, where, spec.tag);
        const standing = await findDraft(octokit, where, spec.tag);
        const draft =
          standing ?? GithubRelease.parse((await repos.createRelease({ ...where, ...draftFieldsOf(spec) })).data);
        return { id: String(draft.id), tag: draft.tag_name };
      }),
    publishRelease: (draft, spec) =>
      call(`Publishing the release ${spec.tag} in ${name}`, () =>
        orPublished(octokit, where, spec.tag, () =>
          repos.updateRelease({ ...where, ...publicFieldsOf(spec), release_id: Number(draft.id) }),
        ),
      ),
    updateRelease: (id, spec) =>
      call(`Rewriting the release ${spec.tag} in ${name}`, async () => {
        const answer = await repos.updateRelease({ ...where, release_id: Number(id), ...wordsOf(spec) });
        return forgeReleaseOf(GithubRelease.parse(answer.data));
      }),
    generatedNotes: (tag, previous) =>
      call(`Asking GitHub for notes of ${tag} in ${name}`, async () => {
        const since = previous === null ? {} : { previous_tag_name: previous };
        const { data } = await repos.generateReleaseNotes({ ...where, tag_name: tag, ...since });
        return z.object({ body: z.string() }).parse(data).body;
      }),
  };
}

/** Publishes; where somebody was faster, or an earlier call of ours came through although its answer was lost, gives what is published. */
async function orPublished(
  octokit: Octokit,
  where: GithubRepository,
  tag: string,
  publish: () => Promise<{ readonly data: unknown }>,
): ReturnType<Forge['createRelease']> {
  try {
    return forgeReleaseOf(GithubRelease.parse((await publish()).data));
  } catch (error) {
    const found = isAlreadyThere(error) || isNotFound(error) ? await findPublished(octokit, where, tag) : null;
    if (found === null) throw error;
    return forgeReleaseOf(found);
  }
}
