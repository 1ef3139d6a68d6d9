import { z } from 'zod';
import type { ForgeRelease } from '#ports/forge.ts';

/** What is read of a release in GitLab's answers. An answer that is none was cut on its way: what it did is unknown, and asking again tells. */
export const GitlabReleaseAnswer = z.object({
  tag_name: z.string(),
  _links: z.object({ self: z.string() }),
  assets: z.object({ links: z.array(z.object({ name: z.string(), url: z.string() })) }),
});

/** The port's release of one in GitLab's answers. GitLab knows a release by its tag. */
export function forgeReleaseOf(answer: unknown): ForgeRelease {
  const { tag_name: tag, _links } = GitlabReleaseAnswer.parse(answer);
  return { id: tag, url: _links.self, tag };
}
