import { createGithubForges } from '#adapters/github/create-github-forges.ts';
import { contractNow, type Effect, forgeContract, quietForgeContract } from '#test/contract/forge.contract.ts';
import { GithubServer } from './github-server.ts';
import type { GithubPullRequest } from './graphql-of-github.ts';

const commits = { inside: 'a'.repeat(40), merge: 'b'.repeat(40) };
const plain = { author: null, labels: [], mergedAt: null, mergeCommit: null, commits: [] };
const pullRequests: readonly GithubPullRequest[] = [
  {
    number: 12,
    title: 'Pay with a saved card',
    body: 'Why\r\n\r\nRelease note: cards are kept\r\n',
    mergedAt: '2026-11-20T10:00:00Z',
    mergeCommit: commits.merge,
    author: 'mira',
    labels: ['payments', 'feature'],
    commits: [commits.inside],
  },
  { ...plain, number: 13, title: 'Long', body: '\u{1f680}'.repeat(40_000) },
  { ...plain, number: 14, title: 'Open', body: '', commits: [commits.inside] },
];

const root = '/repos/shop/shop/releases';
const calls: Readonly<Record<Effect, string>> = {
  create: `POST ${root}`,
  draft: `POST ${root}`,
  upload: `POST ${root}/101/assets`,
  publish: `PATCH ${root}/101`,
  rewrite: `PATCH ${root}/101`,
  read: 'POST /graphql',
};

async function start(prefix: string) {
  const server = await new GithubServer().start();
  server.root = prefix;
  server.tags.add('v1.5.0');
  server.pullRequests.push(...pullRequests);
  const forges = createGithubForges({
    token: 'good',
    apiUrl: `${server.url}${prefix}`,
    timeout: 1_000,
    now: () => contractNow,
  });
  const shown = { upload: '/api/uploads', read: '/api' } as const;
  return {
    server,
    commits,
    forge: forges.of({ kind: 'github', repository: 'shop/shop' }),
    callOf: (effect: Effect) =>
      prefix === ''
        ? calls[effect]
        : calls[effect].replace(' /', ` ${effect === 'upload' || effect === 'read' ? shown[effect] : prefix}/`),
    made: () => ({ pages: server.releases.length, files: server.assets.taken.length }),
    published: () =>
      server.releases
        .filter(({ draft }) => !draft)
        .map(({ body, id, name, tag_name }) => ({
          tag: tag_name,
          title: name,
          body,
          files: Object.fromEntries(
            server.assets.stored
              .filter(({ release }) => release === id)
              .map(({ content, name: file }) => [file, content.toString()]),
          ),
        })),
  };
}

forgeContract('GitHub', () => start(''));
quietForgeContract('GitHub Enterprise Server', () => start('/api/v3'));
