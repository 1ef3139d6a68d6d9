import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { commitMessage, person } from './commit-message.ts';
import { createRandom, type Random } from './random.ts';

/** How large a history is to be. The same numbers give the same objects, so figures of two machines are of one history. */
export type SyntheticHistory = { readonly commits: number; readonly tags: number; readonly seed: number };

const begin = 1_400_000_000;

/**
 * Makes a repository whose history has what real ones have: topic branches that are merged, squashed pull requests, release branches with
 * releases of their own, some merged back, annotated and plain tags, and tags that are no releases. Written by one `git fast-import`.
 */
export async function makeSyntheticHistory(folder: string, history: SyntheticHistory): Promise<void> {
  await mkdir(folder, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  const child = spawn('git', ['fast-import', '--quiet', '--done'], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  for (const piece of pieces(history)) {
    if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
  }
  child.stdin.end('done\n');
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`);
  // As git's own housekeeping leaves a repository: packed, and refs in one file.
  execFileSync('git', ['repack', '-adq', '--depth=50', '--window=10'], { cwd: folder });
  execFileSync('git', ['pack-refs', '--all'], { cwd: folder });
}

/** What is open while the history is written. Marks are numbers fast-import gives to commits. */
type Writing = {
  readonly random: Random;
  readonly earlier: { subject: string }[];
  mark: number;
  clock: number;
  tags: number;
};

function* pieces({ commits, tags, seed }: SyntheticHistory): Generator<string> {
  const writing: Writing = { random: createRandom(seed), earlier: [], mark: 0, clock: begin, tags: 0 };
  const { random } = writing;
  const every = (commits - 30) / Math.max(1, tags);
  let version = { minor: 0, patch: 0 };
  let head = 0;
  yield commit(writing, 'main', 'chore: start\n', []);
  head = writing.mark;
  while (writing.mark < commits) {
    if (random.chance(0.18)) {
      const topic = yield* topicBranch(writing, head);
      yield commit(writing, 'main', mergeMessage(writing), [head, topic]);
    } else {
      yield commit(writing, 'main', commitMessage(random, writing.mark, writing.earlier), [head]);
    }
    head = writing.mark;
    while (writing.mark >= (writing.tags + 1) * every && writing.tags < tags) {
      if (random.chance(0.6)) version = { minor: version.minor, patch: version.patch + 1 };
      else version = { minor: version.minor + 1, patch: 0 };
      yield tag(writing, `v1.${version.minor}.${version.patch}`, head);
      if (version.patch === 0 && random.chance(0.2)) {
        const branch = yield* releaseBranch(writing, version.minor, head, tags);
        if (random.chance(0.4)) {
          yield commit(writing, 'main', `Merge branch 'release/1.${version.minor}'\n`, [head, branch]);
          head = writing.mark;
        }
        version = { minor: version.minor + 1, patch: 0 };
      }
    }
  }
  yield `reset refs/heads/main\nfrom :${head}\n\n`;
}

/** A few commits beside the main line; gives the mark of the last one. */
function* topicBranch(writing: Writing, from: number): Generator<string, number> {
  let tip = from;
  for (let left = 1 + writing.random.below(5); left > 0; left -= 1) {
    yield commit(writing, 'topic', commitMessage(writing.random, writing.mark, writing.earlier), [tip]);
    tip = writing.mark;
  }
  return tip;
}

/** Fixes of an older version, each released; what is not merged back stays reachable by its tags alone. */
function* releaseBranch(writing: Writing, minor: number, from: number, tags: number): Generator<string, number> {
  let tip = from;
  for (let patch = 1; patch <= 1 + writing.random.below(3) && writing.tags < tags; patch += 1) {
    for (let left = 1 + writing.random.below(3); left > 0; left -= 1) {
      yield commit(writing, 'release', commitMessage(writing.random, writing.mark, writing.earlier), [tip]);
      tip = writing.mark;
    }
    yield tag(writing, `v1.${minor}.${patch}`, tip);
  }
  return tip;
}

function commit(writing: Writing, branch: string, message: string, parents: readonly number[]): string {
  writing.mark += 1;
  writing.clock += 60 + writing.random.below(3_600);
  const [subject = ''] = message.split('\n');
  writing.earlier[writing.mark % 200] = { subject };
  const { name, email } = person(writing.random);
  const bytes = Buffer.byteLength(message);
  const body = `${writing.mark}\n`;
  const [first, ...others] = parents.map((parent) => `:${parent}`);
  const links = first === undefined ? '' : `from ${first}\n${others.map((parent) => `merge ${parent}\n`).join('')}`;
  const who = `${name} <${email}> ${writing.clock} +0000`;
  const file = `M 100644 inline services/${writing.mark % 7}/file-${writing.mark % 300}.txt\ndata ${body.length}\n${body}\n`;
  const start = `commit refs/heads/${branch}\nmark :${writing.mark}\nauthor ${who}\ncommitter ${who}\n`;
  return `${start}data ${bytes}\n${message}\n${links}${file}`;
}

/** Two of three tags are annotated. One of twenty has a second tag beside it that is no release. */
function tag(writing: Writing, name: string, mark: number): string {
  writing.tags += 1;
  const also = writing.random.chance(0.05) ? `reset refs/tags/nightly-${writing.tags}\nfrom :${mark}\n\n` : '';
  if (writing.random.chance(1 / 3)) return `${also}reset refs/tags/${name}\nfrom :${mark}\n\n`;
  const who = `Mira M. <mira@shop.example> ${writing.clock} +0000`;
  return `${also}tag ${name}\nfrom :${mark}\ntagger ${who}\ndata ${name.length}\n${name}\n`;
}

function mergeMessage({ random, mark }: Writing): string {
  return random.chance(0.5)
    ? `Merge pull request #${mark} from shop/topic-${mark}\n\nfix: what the topic is about\n`
    : `Merge branch 'topic-${mark}'\n`;
}
