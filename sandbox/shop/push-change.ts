import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { shopFolder } from './package-folder.ts';
import { type ChangeId, type PreparedChange, preparedChanges } from './prepared-changes.ts';
import { shopGit } from './shop-git.ts';
import { readTextTree, writeTextTree } from './text-tree.ts';

const ATTEMPTS = 5;

export type PushOutcome =
  | { readonly kind: 'pushed'; readonly sha: string; readonly subject: string }
  | { readonly kind: 'refused'; readonly reason: 'nothing_to_revert' };

type Message = readonly [subject: string, body: string];

type Pushed = { readonly sha: string; readonly subject: string; readonly id: ChangeId };

/** Commits one change on top of the remote's main and pushes it. When somebody else pushes first it starts over, five times. */
export async function pushChange(checkout: string, id: ChangeId): Promise<PushOutcome> {
  const change = preparedChanges.find((candidate) => candidate.id === id);
  if (!change) throw new Error(`There is no prepared change ${id}.`);
  for (let attempt = 1; ; attempt += 1) {
    const log = await takeMain(checkout);
    const message = change.id === 'revert' ? await revertBad(checkout, log) : writeChange(checkout, change, log);
    if (message === null) return { kind: 'refused', reason: 'nothing_to_revert' };
    await shopGit(checkout, ['add', '--all']);
    await shopGit(checkout, ['commit', '--quiet', '--message', message.join('\n\n')], {
      author: change.author,
    });
    try {
      await shopGit(checkout, ['push', '--quiet', 'origin', 'HEAD:refs/heads/main']);
      return { kind: 'pushed', sha: await shopGit(checkout, ['rev-parse', 'HEAD']), subject: message[0] };
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** The prepared changes that the remote's main holds now: pushed, and not reverted since. */
export async function pushedChanges(checkout: string): Promise<ReadonlySet<ChangeId>> {
  const log = await takeMain(checkout);
  const bad = new Set(badSinceRevert(log).map(({ id }) => id));
  const lasting = log.filter(({ id }) => preparedChanges.some((change) => change.id === id && !change.isBad));
  return new Set([...bad, ...lasting.map(({ id }) => id)].filter((id) => id !== 'revert'));
}

/** Makes the folder equal to the remote's main and answers the prepared changes in its history, newest first. */
async function takeMain(checkout: string): Promise<readonly Pushed[]> {
  rmSync(join(checkout, '.git', 'index.lock'), { force: true });
  await shopGit(checkout, ['fetch', '--quiet', 'origin', 'main']);
  await shopGit(checkout, ['checkout', '--quiet', '--force', '-B', 'main', 'FETCH_HEAD', '--']);
  await shopGit(checkout, ['clean', '--quiet', '--force', '-d']);
  const log = await shopGit(checkout, ['log', '--format=%H %s']);
  return log.split('\n').flatMap((line) => {
    const [sha = '', subject = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    const id = changeOf(subject);
    return id === null ? [] : [{ sha, subject, id }];
  });
}

/** A prepared change is known again by its subject: nothing has to be kept, and main may have moved in any way. */
function changeOf(subject: string): ChangeId | null {
  if (subject.startsWith('revert: ')) return 'revert';
  const found = preparedChanges.find(
    (change) => subject === change.subject || subject.startsWith(`${change.subject}, part `),
  );
  return found?.id ?? null;
}

function writeChange(checkout: string, change: PreparedChange, log: readonly Pushed[]): Message {
  const part = log.filter(({ id }) => id === change.id).length + 1;
  const files = readTextTree(join(shopFolder, 'changes', change.id));
  // A migration that may have run is never changed.
  const again = [...files].flatMap(([path, text]) => {
    if (part === 1) return [[path, text] as const];
    return path.endsWith('.sql') ? [] : [[path, `${text}\n// Part ${part}.\n`] as const];
  });
  writeTextTree(checkout, new Map(again));
  return [part > 1 ? `${change.subject}, part ${part}` : change.subject, change.body];
}

async function revertBad(checkout: string, log: readonly Pushed[]): Promise<Message | null> {
  const bad = badSinceRevert(log);
  const [newest] = bad;
  if (!newest) return null;
  await shopGit(checkout, ['revert', '--no-commit', ...bad.map(({ sha }) => sha)]);
  const subject = `revert: ${newest.subject}${bad.length > 1 ? ` and ${bad.length - 1} more` : ''}`;
  return [subject, bad.map(({ sha }) => `This reverts commit ${sha}.`).join('\n')];
}

function badSinceRevert(log: readonly Pushed[]): readonly Pushed[] {
  const reverted = log.findIndex(({ id }) => id === 'revert');
  const recent = reverted === -1 ? log : log.slice(0, reverted);
  return recent.filter(({ id }) => preparedChanges.some((change) => change.id === id && change.isBad));
}
