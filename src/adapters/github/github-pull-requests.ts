import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Forge, PullRequest } from '#ports/forge.ts';
import { inBatches } from '../in-batches.ts';
import { pullRequestBody } from '../pull-request-body.ts';
import { isRequestNumber } from '../request-number.ts';
import type { GithubCall } from './github-call.ts';
import { askGraphql } from './github-graphql.ts';
import { type GithubRepository, nameOf } from './github-repository.ts';

type PullRequests = Pick<Forge, 'pullRequests' | 'pullRequestsOfCommits'>;

const numbersAtOnce = 50;
/** GitHub gives a query ten seconds, and has to look for the pull requests of each commit. */
const commitsAtOnce = 25;
const mostNumbers = 1_000;
const mostCommits = 1_000;

const fields = `
fragment asked on PullRequest {
  number title body url mergedAt mergeCommit { oid } author { login } labels(first: 50) { nodes { name } }
}`;

const Asked = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  mergedAt: z.string().nullable(),
  mergeCommit: z.object({ oid: z.string() }).nullable(),
  author: z.object({ login: z.string() }).nullable(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullable() }).nullable(),
});
const Numbers = z.object({ repository: z.record(z.string(), Asked.nullable()) });
const Commits = z.object({
  repository: z.record(
    z.string(),
    z
      .object({
        associatedPullRequests: z
          .object({ nodes: z.array(Asked.nullable()).nullable() })
          .nullable()
          .optional(),
      })
      .nullable(),
  ),
});

/** Pull requests by GitHub's GraphQL API: fifty of them with one call. Authors are asked for by login, never by address. */
export function githubPullRequests(octokit: Octokit, where: GithubRepository, call: GithubCall): PullRequests {
  const name = nameOf(where);
  const ask = <T>(what: string, Shape: z.ZodType<T>, aliases: readonly string[]) =>
    call(`${what} ${name}`, async () => Shape.parse(await askGraphql(octokit, where, aliases, fields)));
  return {
    async pullRequests(numbers) {
      const wanted = [...new Set(numbers)].filter(isRequestNumber).slice(0, mostNumbers);
      const found = new Map<number, PullRequest>();
      for (const batch of inBatches(wanted, numbersAtOnce)) {
        const aliases = batch.map((number) => `n${number}: pullRequest(number: ${number}) { ...asked }`);
        const { repository } = await ask('Reading pull requests of', Numbers, aliases);
        for (const one of Object.values(repository)) if (one !== null) found.set(one.number, pullRequestOf(one));
      }
      return wanted.flatMap((number) => found.get(number) ?? []);
    },
    async pullRequestsOfCommits(shas) {
      const wanted = [...new Set(shas)]
        .filter((sha) => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(sha))
        .slice(0, mostCommits);
      const found = new Map<string, readonly PullRequest[]>();
      for (const batch of inBatches(wanted, commitsAtOnce)) {
        const part = '... on Commit { associatedPullRequests(first: 10) { nodes { ...asked } } }';
        const aliases = batch.map((sha) => `c${sha}: object(oid: "${sha}") { ${part} }`);
        const { repository } = await ask('Reading the pull requests of commits of', Commits, aliases);
        for (const sha of batch) {
          const nodes = repository[`c${sha}`]?.associatedPullRequests?.nodes ?? [];
          found.set(
            sha,
            nodes.flatMap((one) => (one?.mergedAt == null ? [] : [pullRequestOf(one)])),
          );
        }
      }
      return found;
    },
  };
}

function pullRequestOf(asked: z.infer<typeof Asked>): PullRequest {
  const merged = asked.mergedAt === null ? null : Date.parse(asked.mergedAt);
  return {
    number: asked.number,
    title: asked.title,
    ...pullRequestBody(asked.body),
    labels: (asked.labels?.nodes ?? []).flatMap((label) => label?.name ?? []),
    author: asked.author?.login ?? null,
    url: asked.url,
    mergedAt: merged,
    mergeCommit: merged === null ? null : (asked.mergeCommit?.oid ?? null),
  };
}
