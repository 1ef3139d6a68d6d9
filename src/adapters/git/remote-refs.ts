import { Sha } from '#domain/ids.ts';
import type { Git } from '#ports/git.ts';
import { branchRef, tagRef } from './check-ref.ts';
import type { Mirror } from './mirror.ts';

/** Asks the remote itself where a tag (peeled) or a branch points. */
export function remoteRefs(mirror: Pick<Mirror, 'address' | 'git'>): Pick<Git, 'remoteTag' | 'remoteBranch'> {
  return {
    remoteTag: async (name) => {
      const ref = tagRef(name);
      const found = await list(mirror, [ref, `${ref}^{}`]);
      return found.get(`${ref}^{}`) ?? found.get(ref) ?? null;
    },
    remoteBranch: async (branch) => {
      const ref = branchRef(branch);
      return (await list(mirror, [ref])).get(ref) ?? null;
    },
  };
}

/** Git matches the ends of names too, so what is asked for is picked from the answer. */
async function list(
  mirror: Pick<Mirror, 'address' | 'git'>,
  refs: readonly string[],
): Promise<ReadonlyMap<string, Sha>> {
  const { url, shown } = mirror.address;
  const answer = await mirror.git({ what: `Asking ${shown}`, args: ['ls-remote', url, ...refs] }, { remote: true });
  const lines = answer.out.toString('utf8').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [sha, ref = ''] = line.split('\t');
      return [ref, Sha.parse(sha)];
    }),
  );
}
