import { ReleaseError } from '#errors.ts';
import type { Git, PushOutcome } from '#ports/git.ts';
import { branchRef, checkSha } from './check-ref.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';
import { remoteRefs } from './remote-refs.ts';

type PushBranch = Pick<Git, 'pushBranch' | 'dryRunPush'>;

/** Pushes to branches as fast-forwards only. A push that an earlier call made, even if others have built on it since, is `already`. */
export function pushBranch(mirror: Mirror, history: Pick<Git, 'isAncestor' | 'branchHead'>): PushBranch {
  const { remoteBranch } = remoteRefs(mirror);
  return {
    pushBranch: async (branch, sha) => {
      const ref = branchRef(branch);
      await mirror.ensureCommit(sha);
      if ((await remoteBranch(branch)) === sha) return { kind: 'already' };
      const request = { object: checkSha(sha), ref };
      const answer = await push(mirror, request).catch((error: unknown) => ({ kind: 'lost', error }) as const);
      if (answer.kind === 'ok') return { kind: 'pushed' };
      if (answer.kind === 'lost') {
        if ((await remoteBranch(branch)) === sha) return { kind: 'already' };
        throw answer.error;
      }
      if (answer.kind === 'forbidden')
        return { kind: 'refused', reason: 'protected', sha: await remoteBranch(branch), why: answer.why };
      return afterRejection(branch, sha);
    },
    dryRunPush: async (branch) => {
      try {
        return await dryRun(branch);
      } catch (error) {
        if (error instanceof ReleaseError) return { ok: false, why: error.message };
        throw error;
      }
    },
  };

  async function dryRun(branch: string): ReturnType<Git['dryRunPush']> {
    const ref = branchRef(branch);
    const head = await remoteBranch(branch);
    if (head === null) return { ok: false, why: `The branch ${branch} does not exist in ${mirror.address.shown}.` };
    await mirror.ensureCommit(head);
    const answer = await push(mirror, { object: head, ref, isDryRun: true });
    return answer.kind === 'forbidden' ? { ok: false, why: answer.why } : { ok: true };
  }

  async function afterRejection(branch: string, sha: Parameters<Git['pushBranch']>[1]): Promise<PushOutcome> {
    await mirror.fetch();
    const head = await history.branchHead(branch);
    if (head !== null && (await history.isAncestor(sha, head))) return { kind: 'already' };
    return { kind: 'refused', reason: 'not_fast_forward', sha: head };
  }
}
