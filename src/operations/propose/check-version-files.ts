import type { Sha } from '#domain/ids.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { plannedVersionFiles } from '#domain/plan/planned-version-files.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import { partsOf } from '#domain/plan/settle-parts.ts';
import type { Project } from '#domain/project/project.ts';
import type { GitReader } from '#ports/git.ts';
import { versionFilesDisagreement } from '../bump/version-files-disagreement.ts';
import { type RefusedProposal, refuseProposal } from './refuse-proposal.ts';

/**
 * Why the version files forbid a release: they hold neither the version before nor the new one, or, where they are not to be written though
 * something goes out, not the new one already. Null when they will do.
 */
export async function checkVersionFiles(
  git: Pick<GitReader, 'readFile'>,
  wish: {
    readonly project: Project;
    readonly services: readonly string[];
    readonly settings: RolloutSettings | null;
    readonly head: Sha;
    /** Where the version is tagged already; the files of that commit are to hold it then. */
    readonly tagged: Plan['tagged'] | null;
    readonly previous: string | null;
    readonly next: string;
  },
): Promise<RefusedProposal | null> {
  const { head, next, previous, project, services, tagged } = wish;
  const parts = partsOf(wish);
  const isBumped = parts.includes('bump');
  if (!isBumped && !parts.includes('tag') && !parts.includes('deploy')) return null;
  const files = plannedVersionFiles(project, services);
  const disagreement = await versionFilesDisagreement(git, {
    sha: tagged?.commit ?? head,
    files,
    previous: isBumped ? previous : next,
    next,
  });
  if (disagreement === null) return null;
  return isBumped
    ? refuseProposal({ code: 'version_files_disagree', ...disagreement })
    : refuseProposal({ code: 'bump_left_out', version: next, found: disagreement.found });
}
