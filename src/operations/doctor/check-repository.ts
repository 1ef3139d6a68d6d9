import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { Version } from '#domain/version/version.ts';
import type { Git } from '#ports/git.ts';
import { previousOnBranch } from '../propose/history.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';
import { versionFilesVerdict } from './version-files-verdict.ts';

type Base = { readonly head: Sha | null; readonly previous: Version | null };

/** The repository can be fetched and pushed to, the release before is found, and the version files say the same as it. */
export function checkRepository(git: () => Git, name: string, project: Project): readonly Check[] {
  const { branch } = project.repository;
  let base: Base | null = null;
  const afterFetch = (title: string, run: (base: Base) => Promise<Verdict>): Check => ({
    name: `${title} ${name}`,
    run: async () => (base === null ? couldNotCheck('The repository was not fetched.') : run(base)),
  });
  return [
    {
      name: `git fetch ${name}`,
      async run() {
        await git().fetch();
        const head = await git().branchHead(branch);
        base = { head, previous: null };
        if (head !== null) return ok(`${branch} is at ${head.slice(0, 7)}.`);
        return failed(`The repository has no branch ${branch}.`, 'Correct repository.branch in fairlead.yml.');
      },
    },
    afterFetch('git push', async () => pushVerdict(branch, await git().dryRunPush(branch))),
    afterFetch('git release', async ({ head }) => {
      if (head === null) return couldNotCheck(`There is no branch ${branch}.`);
      const found = await previousOnBranch(git(), await git().tags(), project.tag, head);
      base = { head, previous: found?.version ?? null };
      if (found !== null) return ok(`The release before is ${found.version}.`);
      return warning(
        `No tag of the form ${project.tag} is on ${branch}, so the next release is taken for the first.`,
        'Correct `tag` in fairlead.yml if there were releases before.',
      );
    }),
    afterFetch('version files', async ({ head, previous }) =>
      head === null
        ? couldNotCheck(`There is no branch ${branch}.`)
        : versionFilesVerdict(git(), { project, head, previous }),
    ),
  ];
}

function pushVerdict(branch: string, answer: Awaited<ReturnType<Git['dryRunPush']>>): Verdict {
  if (answer.ok) return ok(`A push to ${branch} was accepted in a dry run. Branch rules show at a real push only.`);
  const why = withoutRetry(answer.why).replace(/[^.!?]$/, '$&.');
  return failed(why, `Give the bot the right to push to ${branch} and to push tags.`);
}
