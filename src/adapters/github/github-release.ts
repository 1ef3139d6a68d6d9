import { z } from 'zod';
import type { ForgeRelease, ForgeReleaseSpec } from '#ports/forge.ts';

/** What is read of a release in GitHub's answers. An answer that is none was cut on its way: what it did is unknown, and asking again tells. */
export const GithubRelease = z.object({
  id: z.number(),
  html_url: z.string(),
  tag_name: z.string(),
  draft: z.boolean(),
});
export type GithubRelease = z.infer<typeof GithubRelease>;

/** GitHub refuses a longer body. */
const bodyLimit = 125_000;
const cutNote = '\n\n_Cut here; the whole text is in the changelog._';

/** The port's release of one in GitHub's answers. */
export function forgeReleaseOf(release: GithubRelease): ForgeRelease {
  return { id: String(release.id), url: release.html_url, tag: release.tag_name };
}

/** Title and body as GitHub takes them; a body that is too long is cut, which its last line says. */
export function wordsOf({ title, body }: Pick<ForgeReleaseSpec, 'title' | 'body'>) {
  const fits = body.length <= bodyLimit;
  const text = fits ? body : body.slice(0, bodyLimit - cutNote.length).replace(/[\ud800-\udbff]$/, '') + cutNote;
  return { name: title, body: text };
}

/** The fields of a page that nobody sees yet. */
export function draftFieldsOf(spec: ForgeReleaseSpec) {
  return { tag_name: spec.tag, ...wordsOf(spec), prerelease: spec.isPreRelease, draft: true };
}

/**
 * The fields that make a page public. `legacy` lets GitHub choose the latest release by version and date, so that a fix of an old line does
 * not take the place of a newer one; a pre-release never becomes the latest, which GitHub would refuse.
 */
export function publicFieldsOf(spec: ForgeReleaseSpec) {
  const latest = { auto: 'legacy', always: 'true', never: 'false' } as const;
  const discussion = spec.discussionCategory;
  return {
    ...draftFieldsOf(spec),
    draft: false,
    make_latest: spec.isPreRelease ? ('false' as const) : latest[spec.latest ?? 'auto'],
    ...(discussion === undefined ? {} : { discussion_category_name: discussion }),
  };
}
