import { z } from 'zod';
import type { Forge, PullRequest } from '#ports/forge.ts';
import { inBatches } from '../in-batches.ts';
import { pullRequestBody } from '../pull-request-body.ts';
import { isRequestNumber } from '../request-number.ts';
import { type GitlabCall, isNotFound } from './gitlab-failure.ts';
import type { GitlabResources } from './gitlab-resources.ts';

type PullRequests = Pick<Forge, 'pullRequests' | 'pullRequestsOfCommits'>;

const batchSize = 50;
const mostNumbers = 1_000;
/** GitLab has no call for several commits: one is made for each, a few at a time, and no more than this many. */
const mostCommits = 300;
const atOnce = 5;

const MergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  labels: z.array(z.string()),
  author: z.object({ username: z.string() }).nullish(),
  web_url: z.string(),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  sha: z.string().nullish(),
});

/** Merge requests in place of pull requests; authors by user name, never by address. */
export function gitlabMergeRequests(resources: GitlabResources, project: string, call: GitlabCall): PullRequests {
  const ofCommit = async (sha: string): Promise<readonly PullRequest[]> => {
    try {
      const found = z.array(MergeRequest).parse(await resources.commits.allMergeRequests(project, sha));
      return found.map(pullRequestOf).filter((one) => one.mergedAt !== null);
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  };
  return {
    async pullRequests(numbers) {
      const wanted = [...new Set(numbers)].filter(isRequestNumber).slice(0, mostNumbers);
      const found = new Map<number, PullRequest>();
      for (const iids of inBatches(wanted, batchSize)) {
        const asked = { projectId: project, iids: [...iids], scope: 'all' as const, perPage: 100 };
        const answer = await call(`Reading merge requests of ${project}`, async () =>
          z.array(MergeRequest).parse(await resources.mergeRequests.all(asked)),
        );
        for (const one of answer) found.set(one.iid, pullRequestOf(one));
      }
      return wanted.flatMap((number) => found.get(number) ?? []);
    },
    async pullRequestsOfCommits(shas) {
      const wanted = [...new Set(shas)]
        .filter((sha) => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(sha))
        .slice(0, mostCommits);
      const found = new Map<string, readonly PullRequest[]>();
      for (const batch of inBatches(wanted, atOnce)) {
        await call(`Reading the merge requests of commits of ${project}`, async () => {
          const answers = await Promise.all(batch.map(ofCommit));
          for (const [index, sha] of batch.entries()) found.set(sha, answers[index] ?? []);
        });
      }
      return found;
    },
  };
}

/** A merge request merged by fast-forward has no merge commit: what it brought last is then its own head. */
function pullRequestOf(one: z.infer<typeof MergeRequest>): PullRequest {
  const mergedAt = one.merged_at == null ? null : Date.parse(one.merged_at);
  return {
    number: one.iid,
    title: one.title,
    ...pullRequestBody(one.description),
    labels: one.labels,
    author: one.author?.username ?? null,
    url: one.web_url,
    mergedAt,
    mergeCommit: mergedAt === null ? null : (one.merge_commit_sha ?? one.squash_commit_sha ?? one.sha ?? null),
  };
}
