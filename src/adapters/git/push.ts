import { gitFailure } from './git-failure.ts';
import type { Mirror } from './mirror.ts';
import { redactAddress } from './redact-address.ts';

/** What the remote said to one ref: `ok` moved or made it, the others did not. */
export type PushAnswer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'rejected' }
  /** A rule of the remote (protected branch, hook) forbids it; `why` are the remote's own words on one line. */
  | { readonly kind: 'forbidden'; readonly why: string };

/** Pushes one object to one ref, never with force. Throws when the remote cannot be reached or does not let us in. */
export async function push(
  mirror: Pick<Mirror, 'address' | 'git'>,
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
    return { kind: 'forbidden', why: wordsOf(why, answer.err) };
  }
  if (side === 'remote rejected') return { kind: 'rejected' };
  throw gitFailure(what, answer.err);
}

/** What the remote told the pusher (`remote: ...`), where it said more than the reason in brackets; decoration and blank lines are left out. */
function wordsOf(reason: string, stderr: string): string {
  const told = stderr.split(/[\r\n]+/).flatMap((line) => {
    const text = /^remote:\s*(.*?)\s*$/.exec(line)?.[1] ?? '';
    return /\p{L}/u.test(text) ? [text.replace(/^(?:error|GitLab):\s*/i, '')] : [];
  });
  const line = redactAddress([...told, reason].join('; ').replace(/\p{Cc}/gu, ' '));
  return line.slice(0, 500);
}
