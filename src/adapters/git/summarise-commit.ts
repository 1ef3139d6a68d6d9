import type { Git } from '#ports/git.ts';
import { checkSha } from './check-ref.ts';
import type { Mirror } from './mirror.ts';
import { textOf } from './run-git.ts';

/** Reads subject and date of single commits. */
export function summariseCommit(repository: Pick<Mirror, 'git'>): Pick<Git, 'summaryOf'> {
  return {
    summaryOf: async (sha) => {
      const format = '--format=tformat:%ct%x00%s';
      const args = ['log', '-1', '--no-color', '--encoding=UTF-8', format, checkSha(sha), '--'];
      const [seconds, subject = ''] = textOf(
        await repository.git({ what: `Reading the commit ${sha.slice(0, 12)}`, args }),
      ).split('\0');
      return { sha, subject, committedAt: Number(seconds) * 1_000 };
    },
  };
}
