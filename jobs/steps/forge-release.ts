import { z } from 'zod';
import { isPreRelease } from '#domain/version/parts.ts';
import { Version } from '#domain/version/version.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

const Params = z.object({
  forge: z.object({ kind: z.enum(['github', 'gitlab']), repository: z.string() }),
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  version: z.string(),
});

/** Publishes the release page on the forge (GitHub: POST /repos/{owner}/{repo}/releases), once per tag. */
export const forgeRelease = defineStep({
  kind: 'forge-release',
  params: Params,
  probe: async ({ forges }, params) => {
    const found = await forges.of(params.forge).findRelease(params.tag);
    return found === null ? { kind: 'not-done' } : { kind: 'succeeded', result: { url: found.url } };
  },
  run: async ({ forges }, params) => {
    const forge = forges.of(params.forge);
    const version = Version.safeParse(params.version);
    const spec = {
      tag: params.tag,
      title: params.title,
      body: params.body,
      isPreRelease: version.success && isPreRelease(version.data),
    };
    const release = (await forge.findRelease(params.tag)) ?? (await forge.createRelease(spec));
    return { kind: 'succeeded', result: { url: release.url } };
  },
});
