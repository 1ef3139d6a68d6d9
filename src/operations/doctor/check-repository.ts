import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import { projectOfUnit, type ReleaseUnit, releaseUnits } from '#domain/version/release-unit.ts';
import type { Version } from '#domain/version/version.ts';
import type { Git } from '#ports/git.ts';
import { lastReleaseOnBranch } from '../propose/history.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';
import { versionFilesVerdict } from './version-files-verdict.ts';

type Base = { readonly head: Sha | null };

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
        base = { head };
        if (head !== null) return ok(`${branch} is at ${head.slice(0, 7)}.`);
        return failed(`The repository has no branch ${branch}.`, 'Correct repository.branch in fairlead.yml.');
      },
    },
    afterFetch('git push', async () => pushVerdict(branch, await git().dryRunPush(branch))),
    ...signingChecks(git, project, afterFetch),
    ...releaseUnits(project).flatMap((unit) => unitChecks(git, project, unit, afterFetch)),
  ];
}

/** A tag can be signed on this machine, where a key is configured. */
function signingChecks(
  git: () => Git,
  { repository, signing }: Project,
  afterFetch: (title: string, run: (base: Base) => Promise<Verdict>) => Check,
): readonly Check[] {
  if (signing === undefined) return [];
  const { format, key } = signing;
  const check = afterFetch('git signing', async ({ head }) => {
    if (head === null) return couldNotCheck(`There is no branch ${repository.branch}.`);
    const answer = await git().trySigning({ format, key }, head);
    return answer.ok ? ok(`This machine signs tags (${format}).`) : failed(answer.why);
  });
  return [check];
}

/** For each version that a project has: its last release is found, and its files say the same. */
function unitChecks(
  git: () => Git,
  project: Project,
  unit: ReleaseUnit,
  afterFetch: (title: string, run: (base: Base) => Promise<Verdict>) => Check,
): readonly Check[] {
  const { branch } = project.repository;
  const of = unit.name === null ? '' : ` of ${unit.name} in`;
  const missing = () => couldNotCheck(`There is no branch ${branch}.`);
  let previous: Version | null = null;
  return [
    afterFetch(`git release${of}`, async ({ head }) => {
      if (head === null) return missing();
      const found = await lastReleaseOnBranch(git(), unit, head);
      previous = found?.version ?? null;
      return releaseVerdict(unit, branch, previous);
    }),
    afterFetch(`version files${of}`, async ({ head }) =>
      head === null ? missing() : versionFilesVerdict(git(), { project: partOf(project, unit), head, previous }),
    ),
  ];
}

function releaseVerdict(unit: ReleaseUnit, branch: string, previous: Version | null): Verdict {
  if (previous !== null) return ok(`The release before is ${previous}.`);
  return warning(
    `No tag of the form ${unit.tag} is on ${branch}, so the next release is taken for the first.`,
    'Correct `tag` in fairlead.yml if there were releases before.',
  );
}

/** The project with nothing in it but what a unit of it holds. */
function partOf(project: Project, unit: ReleaseUnit): Project {
  const services = Object.entries(project.services).filter(([name]) => unit.services.includes(name));
  return { ...projectOfUnit(project, unit), services: Object.fromEntries(services) };
}

function pushVerdict(branch: string, answer: Awaited<ReturnType<Git['dryRunPush']>>): Verdict {
  if (answer.ok) return ok(`A push to ${branch} was accepted in a dry run. Branch rules show at a real push only.`);
  const why = withoutRetry(answer.why).replace(/[^.!?]$/, '$&.');
  return failed(why, `Give the bot the right to push to ${branch} and to push tags.`);
}
