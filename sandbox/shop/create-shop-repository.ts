import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { history } from './history.ts';
import { shopFolder } from './package-folder.ts';
import { type ChangeId, preparedChanges } from './prepared-changes.ts';
import { type PushOutcome, pushChange, pushedChanges } from './push-change.ts';
import { shopGit } from './shop-git.ts';
import { readTextTree, type TextTree, writeTextTree } from './text-tree.ts';
import { undoCommit } from './undo-commit.ts';

export type ShopRepository = {
  /** The bare repository as a file URL. */
  readonly remote: string;
  /** The same as a path. */
  readonly path: string;
  /** Commits a prepared change on top of the remote's main and pushes it. Again, it is a follow-up commit. */
  readonly pushChange: (id: ChangeId) => Promise<PushOutcome>;
  /** The prepared changes, and whether main holds each. */
  readonly changes: () => Promise<readonly ShopChange[]>;
  /** Checks a ref of the remote out and lends the folder; pushes wait until it is given back. */
  readonly withCheckout: <T>(ref: string, use: (folder: string) => Promise<T>) => Promise<T>;
};

export type ShopChange = {
  readonly id: ChangeId;
  readonly title: string;
  readonly description: string;
  readonly pushed: boolean;
};

/** Makes the shop's repository with its past, or takes up the one that `dir` holds from an earlier start. */
export async function createShopRepository({ dir }: { readonly dir: string }): Promise<ShopRepository> {
  const root = resolve(dir);
  const path = join(root, 'shop.git');
  const checkout = join(root, 'checkout');
  mkdirSync(root, { recursive: true });
  if (!existsSync(path)) await writeHistory(root, path);
  rmSync(checkout, { recursive: true, force: true });
  await shopGit(root, ['clone', '--quiet', path, checkout]);
  const inTurn = createTurns();
  return {
    remote: pathToFileURL(path).href,
    path,
    pushChange: (id) => inTurn(() => pushChange(checkout, id)),
    changes: () =>
      inTurn(async () => {
        const pushed = await pushedChanges(checkout);
        return preparedChanges.map(({ id, title, description }) => ({
          id,
          title,
          description,
          pushed: pushed.has(id),
        }));
      }),
    withCheckout: (ref, use) =>
      inTurn(async () => {
        await shopGit(checkout, ['fetch', '--quiet', '--tags', 'origin']);
        await shopGit(checkout, ['checkout', '--quiet', '--force', '--detach', ref, '--']);
        return use(checkout);
      }),
  };
}

async function writeHistory(root: string, path: string): Promise<void> {
  const work = join(root, 'history');
  rmSync(work, { recursive: true, force: true });
  await shopGit(root, ['init', '--quiet', '--initial-branch', 'main', work]);
  for (const [index, tree] of statesOfHistory().entries()) {
    const commit = history[index];
    if (!commit) break;
    const { author, date, message, tag } = commit;
    writeTextTree(work, tree);
    await shopGit(work, ['add', '--all']);
    await shopGit(work, ['commit', '--quiet', '--message', message], { author, date });
    if (tag) await shopGit(work, ['tag', '--annotate', '--message', `shop ${tag}`, tag], { author, date });
  }
  const aside = `${path}.new`;
  rmSync(aside, { recursive: true, force: true });
  await shopGit(root, ['clone', '--quiet', '--bare', work, aside]);
  await shopGit(aside, ['remote', 'remove', 'origin']);
  renameSync(aside, path);
  rmSync(work, { recursive: true, force: true });
}

function statesOfHistory(): readonly TextTree[] {
  const states: TextTree[] = [readTextTree(join(shopFolder, 'repository'))];
  for (const commit of history.slice(1).reverse()) {
    const [next] = states;
    if (next) states.unshift(undoCommit(next, commit));
  }
  return states;
}

function createTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
}
