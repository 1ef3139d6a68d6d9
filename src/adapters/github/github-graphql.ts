import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { GithubRepository } from './github-repository.ts';

const Problem = z.looseObject({
  type: z.string().optional(),
  message: z.string().catch(''),
  path: z.array(z.union([z.string(), z.number()])).optional(),
});
type Problem = z.infer<typeof Problem>;

/** GraphQL answers 200 also when it refuses; this is that answer, as Octokit throws it. */
const Answered = z.looseObject({
  name: z.literal('GraphqlResponseError'),
  headers: z.record(z.string(), z.unknown()),
  errors: z.array(Problem),
  data: z.unknown(),
});

/** The status the REST API gives for the same refusal. What has no type went wrong inside GitHub. */
const statusOf: Readonly<Record<string, number>> = {
  RATE_LIMITED: 429,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  MAX_NODE_LIMIT_EXCEEDED: 422,
};

/**
 * Asks for several things of a repository with one query. What the repository does not have comes back as null; any other refusal is thrown
 * in the shape of a REST refusal, so that it is worded the same.
 */
export async function askGraphql(
  octokit: Octokit,
  where: GithubRepository,
  aliases: readonly string[],
  fragments: string,
): Promise<unknown> {
  const query = `query($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${aliases.join(' ')} } }${fragments}`;
  try {
    return await octokit.graphql(query, { owner: where.owner, repo: where.repo });
  } catch (error) {
    const answered = Answered.safeParse(error);
    if (!answered.success) throw error;
    const { data, errors, headers } = answered.data;
    const refusal = errors.find((problem) => !isMissingPart(problem));
    if (refusal === undefined) return data;
    const status = statusOf[refusal.type ?? ''] ?? (refusal.type === undefined ? 502 : 422);
    throw Object.assign(new Error('GraphQL refused'), {
      status,
      response: { headers, data: { message: refusal.message } },
    });
  }
}

/** One of the things asked for is not there; the rest of the answer stands. */
function isMissingPart({ type, path }: Problem): boolean {
  return type === 'NOT_FOUND' && path !== undefined && path.length > 1;
}
