import { expect, it } from 'vitest';
import { createGithubForges } from '#adapters/github/create-github-forges.ts';
import type { Answer } from '#test/support/forges/faulty-server.ts';
import { GithubServer } from './github-server.ts';

const now = 1_763_000_000_000;

async function aForge(repository = 'shop/shop') {
  const server = await new GithubServer().start();
  const forges = createGithubForges({ token: 'good', apiUrl: server.url, timeout: 1_000, now: () => now });
  return { server, forge: forges.of({ kind: 'github', repository }) };
}

const plain = { body: '', author: null, labels: [], mergedAt: null, mergeCommit: null, commits: [] };

it('asks for fifty at a time', async () => {
  const { forge, server } = await aForge();
  const numbers = Array.from({ length: 120 }, (_, at) => at + 1);
  server.pullRequests.push(...numbers.map((number) => ({ ...plain, number, title: `Number ${number}` })));
  expect((await forge.pullRequests(numbers)).map(({ number }) => number)).toEqual(numbers);
  expect(server.count('POST /graphql')).toBe(3);
});

it('asks about no more than a thousand commits', async () => {
  const { forge, server } = await aForge();
  const shas = Array.from({ length: 1_100 }, (_, at) => `b${at.toString(16).padStart(39, '0')}`);
  expect((await forge.pullRequestsOfCommits(shas)).size).toBe(1_000);
  expect(server.count('POST /graphql')).toBe(40);
});

it('says that there is no such repository', async () => {
  const { forge } = await aForge('shop/other');
  await expect(forge.pullRequests([1])).rejects.toMatchObject({
    code: 'FORGE_FAILED',
    message: expect.stringContaining('there is no such repository, or the token may not see it'),
  });
});

const refusals = (type: string | undefined, message: string): Answer => ({
  status: 200,
  body: { data: null, errors: [{ ...(type === undefined ? {} : { type }), message }] },
});

it.each([
  [
    'a limit',
    refusals('RATE_LIMITED', 'API rate limit exceeded'),
    'FORGE_UNAVAILABLE',
    'limits the calls',
    now + 60_000,
  ],
  [
    'a time-out',
    refusals(undefined, 'Something went wrong while executing your query'),
    'FORGE_UNAVAILABLE',
    '502',
    undefined,
  ],
  ['a missing right', refusals('FORBIDDEN', 'Resource not accessible'), 'FORGE_FAILED', 'no right to it', undefined],
  ['another refusal', refusals('UNPROCESSABLE', 'No'), 'FORGE_FAILED', 'GitHub says: No.', undefined],
])('words %s, which GraphQL answers with 200', async (_what, answer, code, words, retryAt) => {
  const { forge, server } = await aForge();
  server.faults = [{ call: 'POST /graphql', answer }];
  await expect(forge.pullRequests([1])).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words),
    retryAt,
  });
  expect(server.count('POST /graphql')).toBe(1);
});
