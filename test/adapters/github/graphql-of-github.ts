import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import type { Answer } from '#test/support/forges/faulty-server.ts';

export type GithubPullRequest = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly mergedAt: string | null;
  readonly mergeCommit: string | null;
  readonly author: string | null;
  readonly labels: readonly string[];
  /** The commits it has. */
  readonly commits: readonly string[];
};

/** Built once, and taken for valid, which a second of checking would only confirm. */
const schema = buildSchema(published.idl, { assumeValid: true, assumeValidSDL: true });

/** Answers a query by GitHub's published GraphQL schema: what the schema does not have is refused, and what it demands must be answered. */
export async function graphqlOfGithub(text: string, pullRequests: readonly GithubPullRequest[]): Promise<Answer> {
  const { query, variables } = JSON.parse(text) as { query: string; variables: Record<string, string> };
  const { data, errors } = await graphql({
    schema,
    source: query,
    variableValues: variables,
    rootValue: { repository: (asked: Record<string, string>) => repository(asked, pullRequests) },
  });
  // GitHub puts the kind of a problem beside its message.
  const problems = errors?.map(({ extensions, message, path }) => ({
    type: extensions.type ?? 'undefinedField',
    message,
    path,
  }));
  return { status: 200, body: problems === undefined ? { data } : { data, errors: problems } };
}

function repository({ name, owner }: Record<string, string>, pullRequests: readonly GithubPullRequest[]) {
  if (owner !== 'shop' || name !== 'shop')
    throw missing(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
  return {
    pullRequest: ({ number }: { number: number }) => {
      const found = pullRequests.find((one) => one.number === number);
      if (found === undefined) throw missing(`Could not resolve to a PullRequest with the number of ${number}.`);
      return shown(found);
    },
    object: ({ oid }: { oid: string }) => {
      const found = pullRequests.filter((one) => one.commits.includes(oid));
      const connection = ({ first }: { first: number }) => ({ nodes: found.slice(0, first).map(shown) });
      return found.length === 0 && oid.startsWith('0000')
        ? null
        : { __typename: 'Commit', associatedPullRequests: connection };
    },
  };
}

function shown(one: GithubPullRequest) {
  return {
    ...one,
    url: `https://github.com/shop/shop/pull/${one.number}`,
    mergeCommit: one.mergeCommit === null ? null : { oid: one.mergeCommit },
    author: one.author === null ? null : { __typename: 'User', login: one.author },
    labels: ({ first }: { first: number }) => ({ nodes: one.labels.slice(0, first).map((name) => ({ name })) }),
  };
}

function missing(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
}
