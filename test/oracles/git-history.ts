import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { RawCommit } from '#domain/commits/parse-commit.ts';
import { Sha } from '#domain/ids.ts';

const start = 1_700_000_000;
const people = { Mira: 'mira@shop.example', Jonas: 'jonas@shop.example', Aiko: 'aiko@shop.example' } as const;
const pretty = '--format=tformat:%H%x00%P%x00%an%x00%ae%x00%ct%x00%B';

/** What one commit of a history is made of; everything has an ordinary value. */
export type CommitShape = {
  readonly on?: string;
  /** Where a branch begins; the branch of the same name, else main, when left out. */
  readonly from?: Sha;
  readonly merging?: readonly Sha[];
  readonly by?: keyof typeof people;
  readonly files?: Readonly<Record<string, string>>;
  /** Moves of files and folders. */
  readonly moves?: Readonly<Record<string, string>>;
};

/** A repository made by git fast-import, one commit a minute, so that it has the same shas on every machine. */
export type GitHistory = {
  readonly folder: string;
  commit(message: string | Buffer, shape?: CommitShape): Sha;
  tag(name: string, sha: Sha): void;
  note(sha: Sha, text: string): void;
};

/** Runs git without anybody's configuration. */
export function runGit(folder: string, args: readonly string[], input?: Buffer): string {
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Mira',
    GIT_AUTHOR_EMAIL: people.Mira,
    GIT_AUTHOR_DATE: `${start} +0000`,
    GIT_COMMITTER_NAME: 'Mira',
    GIT_COMMITTER_EMAIL: people.Mira,
    GIT_COMMITTER_DATE: `${start} +0000`,
  };
  return execFileSync('git', args, { cwd: folder, env, input, maxBuffer: 1e9, stdio: ['pipe', 'pipe', 'pipe'] })
    .toString()
    .trimEnd();
}

/** An empty repository in `folder`, with a branch main to be. */
export function aGitHistory(folder: string): GitHistory {
  mkdirSync(folder, { recursive: true });
  runGit(folder, ['init', '--quiet', '--initial-branch=main']);
  let minutes = 0;
  const branches = new Set<string>();
  return {
    folder,
    commit(message, shape = {}) {
      minutes += 1;
      const { on = 'main' } = shape;
      const parent = shape.from ?? [on, 'main'].find((branch) => branches.has(branch)) ?? null;
      const command = commitCommand(message, shape, parent, start + minutes * 60);
      branches.add(on);
      return Sha.parse(runGit(folder, ['fast-import', '--quiet', '--force'], command));
    },
    tag: (name, sha) => void runGit(folder, ['tag', '-a', '-m', name, name, sha]),
    note: (sha, text) => void runGit(folder, ['notes', '--ref=refs/notes/fairlead', 'add', '-m', text, sha]),
  };
}

function commitCommand(
  message: string | Buffer,
  { on = 'main', by = 'Mira', merging = [], files = {}, moves = {} }: CommitShape,
  parent: string | null,
  at: number,
): Buffer {
  const text = Buffer.isBuffer(message) ? message : Buffer.from(message);
  const before = `commit refs/heads/${on}\nmark :1\ncommitter ${by} <${people[by]}> ${at} +0000\ndata ${text.length}\n`;
  const after = [
    ...(parent === null ? [] : [/^[0-9a-f]{40}$/.test(parent) ? `from ${parent}` : `from refs/heads/${parent}^0`]),
    ...merging.map((sha) => `merge ${sha}`),
    ...Object.entries(moves).map(([from, to]) => `R ${from} ${to}`),
    ...Object.entries(files).flatMap(([path, body]) => [
      `M 100644 inline ${path}`,
      `data ${Buffer.byteLength(body)}`,
      body,
    ]),
  ];
  return Buffer.concat([Buffer.from(before), text, Buffer.from(['', ...after, 'get-mark :1', ''].join('\n'))]);
}

/** The commits of a repository as git tells them, newest first, children before their parents. */
export function readLog(folder: string, range = 'HEAD'): RawCommit[] {
  const fields = runGit(folder, ['log', '-z', '--topo-order', '--encoding=UTF-8', pretty, range, '--']).split('\0');
  return Array.from({ length: Math.floor(fields.length / 6) }, (_, index) => {
    const [sha, parents = '', authorName = '', authorEmail = '', seconds, message = ''] = fields.slice(index * 6);
    return {
      sha: Sha.parse(sha?.trim()),
      parents: parents === '' ? [] : parents.split(' '),
      authorName,
      authorEmail,
      committedAt: Number(seconds) * 1_000,
      message: message.replace(/\r\n?/g, '\n').trimEnd(),
    };
  });
}

/** The corrections kept as git notes, by the commit they are about. */
export function readNotes(folder: string): ReadonlyMap<string, string> {
  const listed = runGit(folder, ['notes', '--ref=refs/notes/fairlead', 'list']).split('\n').filter(Boolean);
  return new Map(
    listed.map((line) => {
      const [blob = '', sha = ''] = line.split(' ');
      return [sha, runGit(folder, ['cat-file', 'blob', blob])];
    }),
  );
}
