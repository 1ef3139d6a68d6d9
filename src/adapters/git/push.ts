import { gitFailure } from './git-failure.ts';
import type { Mirror } from './mirror.ts';

/** What the remote said to one ref: `ok` moved or made it, the others did not. */
export type PushAnswer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'rejected' }
  /** A rule of the remote (protected branch, hook) forbids it. */
  | { readonly kind: 'forbidden'; readonly why: string };

/** Pushes one object to one ref, never with force. Throws when the remote cannot be reached or does not let us in. */
export async function push(
  mirror: Mirror,
  request: { readonly object: string; readonly ref: string; readonly isDryRun?: boolean },
): Promise<PushAnswer> {
  const what = `Pushing ${request.ref} to ${mirror.address.shown}`;
  const dryRun = request.isDryRun === true ? ['--dry-run'] : [];
  const args = [
    'push',
    '--porcelain',
    '--no-verify',
    ...dryRun,
    mirror.address.url,
    `${request.object}:${request.ref}`,
  ];
  const answer = await mirror.git({ what, args, answers: [1] }, { remote: true });
  if (answer.code === 0) return { kind: 'ok' };
  const line = answer.out
    .toString('utf8')
    .split('\n')
    .find((text) => text.startsWith('!') && text.includes(request.ref));
  const [, side, why = ''] = /\[(remote rejected|rejected|remote failure)\](?: \((.*)\))?\s*$/.exec(line ?? '') ?? [];
  if (side === 'rejected') return { kind: 'rejected' };
  if (side === 'remote rejected' && !/lock|reference already exists|failed to update/i.test(why)) {
    return { kind: 'forbidden', why };
  }
  if (side === 'remote rejected') return { kind: 'rejected' };
  throw gitFailure(what, answer.err);
}
