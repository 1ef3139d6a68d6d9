import { z } from 'zod';
import { isPreRelease } from '#domain/version/parts.ts';
import { Version } from '#domain/version/version.ts';
import { type GatheredFiles, gatherFiles } from '#operations/forge/gather-files.ts';
import { publishRelease } from '#operations/forge/publish-release.ts';
import { pageBody, standingPageNotes } from '#operations/notes/page-body.ts';
import { CommitParams, releaseCommit } from '#operations/steps/release-commit.ts';
import { defineStep, type StepContext, type StepPorts } from '#operations/steps/step-definition.ts';
import type { ForgeReleaseSpec } from '#ports/forge.ts';

const Params = z.object({
  forge: z.object({ kind: z.enum(['github', 'gitlab']), repository: z.string() }),
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  version: z.string(),
  /** What follows is missing in plans of earlier versions. */
  assets: z.array(z.string()).default([]),
  commit: CommitParams.nullable().default(null),
  latest: z.enum(['auto', 'always', 'never']).default('auto'),
  discussionCategory: z.string().nullable().default(null),
  generatedNotesSince: z.object({ tag: z.string().nullable() }).nullable().default(null),
});
type Params = z.infer<typeof Params>;

/**
 * Publishes the release page on the forge with the files the build made (GitHub: draft, upload, publish; GitLab: packages, then a release that
 * links to them), once per tag. A page that is published has all its files, so a death on the way is found by the page alone.
 */
export const forgeRelease = defineStep({
  kind: 'forge-release',
  params: Params,
  probe: async ({ forges }, params) => {
    const found = await forges.of(params.forge).findRelease(params.tag);
    return found === null ? { kind: 'not-done' } : { kind: 'succeeded', result: { url: found.url } };
  },
  run: async (ports, params, context) => {
    const gathered = await filesOf(ports, params, context);
    if (gathered.kind === 'refused') return { kind: 'failed', code: 'ASSETS_REFUSED', message: gathered.why };
    const forge = ports.forges.of(params.forge);
    const since = params.generatedNotesSince;
    const generated = since === null ? null : await forge.generatedNotes(params.tag, since.tag);
    const notes = await standingPageNotes(ports.releases, context.release, params.body);
    const spec = specOf(params, pageBody(notes, generated));
    const outcome = await publishRelease(forge, spec, gathered.files, context.signal);
    if (outcome.kind === 'refused') return { kind: 'failed', code: 'ASSETS_REFUSED', message: outcome.why };
    const assets = outcome.assets.map(({ name, sha256 }) => ({ name, sha256 }));
    return {
      kind: 'succeeded',
      result: assets.length === 0 ? { url: outcome.release.url } : { url: outcome.release.url, assets },
    };
  },
});

/** The build ran in the checkout that is kept for the release; on a machine where it did not, the patterns match nothing. */
async function filesOf(ports: StepPorts, params: Params, context: StepContext): Promise<GatheredFiles> {
  if (params.commit === null || params.assets.length === 0) return { kind: 'gathered', files: [] };
  const git = ports.git.of(params.commit);
  const { sha } = await releaseCommit(git, params.commit);
  const { folder } = await git.checkout(context.release, sha);
  const patterns = params.assets.map((pattern) => pattern.replaceAll('{version}', () => params.version));
  return gatherFiles(ports.buildFiles, folder, patterns);
}

function specOf(params: Params, body: string): ForgeReleaseSpec {
  const version = Version.safeParse(params.version);
  return {
    tag: params.tag,
    title: params.title,
    body,
    isPreRelease: version.success && isPreRelease(version.data),
    latest: params.latest,
    ...(params.discussionCategory === null ? {} : { discussionCategory: params.discussionCategory }),
  };
}
