import { createGitlabForges } from '#adapters/gitlab/create-gitlab-forges.ts';
import { contractNow, type Effect, forgeContract, quietForgeContract } from '#test/contract/forge.contract.ts';
import { type GitlabMergeRequest, GitlabServer } from './gitlab-server.ts';

const commits = { inside: 'a'.repeat(40), merge: 'b'.repeat(40) };
const plain = { username: 'jonas', labels: [], merged_at: null, merge_commit_sha: null, commits: [] };
const mergeRequests: readonly GitlabMergeRequest[] = [
  {
    iid: 12,
    title: 'Pay with a saved card',
    description: 'Why\r\n\r\nRelease note: cards are kept\r\n',
    merged_at: '2026-11-20T10:00:00.000Z',
    merge_commit_sha: commits.merge,
    username: 'mira',
    labels: ['payments', 'feature'],
    commits: [commits.inside],
  },
  { ...plain, iid: 13, title: 'Long', description: '\u{1f680}'.repeat(40_000) },
  { ...plain, iid: 14, title: 'Open', description: null, commits: [commits.inside] },
];

async function start(prefix: string) {
  const server = await new GitlabServer().start();
  server.tags.add('v1.5.0');
  server.mergeRequests.push(...mergeRequests);
  const url = `${server.url}${prefix}`;
  const forges = createGitlabForges({ token: 'good', url, timeout: 1_000, now: () => contractNow });
  const root = `${prefix}/api/v4/projects/group%2Fsub%2Fshop`;
  const calls: Readonly<Record<Effect, string | null>> = {
    create: `POST ${root}/releases`,
    draft: null,
    upload: `PUT ${root}/packages/generic/fairlead-release/v1.5.0/shop.tgz`,
    publish: `POST ${root}/releases`,
    rewrite: `PUT ${root}/releases/v1.5.0`,
    read: `GET ${root}/merge_requests`,
  };
  return {
    server,
    commits,
    forge: forges.of({ kind: 'gitlab', repository: 'group/sub/shop' }),
    callOf: (effect: Effect) => calls[effect],
    made: () => ({ pages: server.releases.length, files: server.files.length }),
    published: () =>
      server.releases.map(({ description, links, name, tag_name }) => ({
        tag: tag_name,
        title: name,
        body: description,
        files: Object.fromEntries(links.map((link) => [link.name, contentAt(server, link.url)])),
      })),
  };
}

/** What somebody who follows a link of the page gets. */
function contentAt(server: GitlabServer, url: string): string {
  const [file, version, name] = new URL(url).pathname.split('/').reverse();
  const home = server.packages.find((one) => one.name === name && one.version === version);
  const found = server.files.find((one) => one.file_name === file && one.package_id === home?.id);
  return found?.content.toString() ?? 'nothing';
}

forgeContract('GitLab', () => start(''));
quietForgeContract('GitLab below a path', () => start('/gitlab'));
