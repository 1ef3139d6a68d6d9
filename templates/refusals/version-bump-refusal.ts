import type { VersionBumpRefusal } from '#domain/version-bump/version-bump-outcome.ts';
import type { BumpProblem } from '#domain/version-files/plan-bump.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { managersOnly } from './managers-only.ts';
import { unknown } from './plan-refusal.ts';
import { versionFault } from './version-fault.ts';

/** Why no version file was changed: the rule, the value, what to do next. */
export function versionBumpRefusal(refusal: VersionBumpRefusal): Phrase {
  switch (refusal.code) {
    case 'unknown_project':
      return unknown('project', 'projects', refusal.project, refusal.known);
    case 'several_versions':
      return say`Each service has a version of its own here. Name one with ${code('--services')}: ${listed(refusal.units, 12, 'or')}.`;
    case 'version_malformed':
      return versionFault(refusal.typed, refusal.fault, refusal.nearest);
    case 'tag_exists':
      return say`${named(refusal.version)} has a tag already, and a published version never changes. The next free one is ${named(refusal.nearest)}.`;
    case 'not_greater':
      return say`${named(refusal.version)} is not greater than ${named(refusal.current)}, which the files say. The next one is ${named(refusal.nearest)}.`;
    case 'nothing_new':
      return say`No commit asks for a version${refusal.previous === null ? '' : say` after ${named(refusal.previous)}`}. Name one, or a step such as ${code('minor')}.`;
    case 'branch_missing':
      return say`The branch ${named(refusal.branch)} does not exist in the repository. Check repository.branch in fairlead.yml.`;
    case 'no_commit_yet':
      return say`The repository has no commit yet. Commit the files first.`;
    case 'not_permitted':
      return managersOnly('commit a version bump', refusal.roles);
    case 'release_open':
      return say`A release of ${named(refusal.version)} is open (${refusal.release}), and a commit on its branch would overtake it. Finish or cancel that one first; /release status shows it.`;
    default:
      return filesRefusal(refusal);
  }
}

type OfFiles = Extract<
  VersionBumpRefusal,
  {
    code:
      | 'no_version_files'
      | 'no_version'
      | 'files_missing'
      | 'files_disagree'
      | 'files_invalid'
      | 'touches_more'
      | 'signing_failed'
      | 'branch_moved'
      | 'branch_protected'
      | 'uncommitted';
  }
>;

function filesRefusal(refusal: OfFiles): Phrase {
  switch (refusal.code) {
    case 'no_version_files':
      return say`No version file was found. Name them with ${code('--files')}, or configure ${code('versionFiles')} in fairlead.yml.`;
    case 'no_version':
      return say`${paths(refusal.paths)} ${refusal.paths.length === 1 ? 'holds' : 'hold'} no version. Name files that do with ${code('--files')}.`;
    case 'files_missing':
      return say`${paths(refusal.paths)} ${refusal.paths.length === 1 ? 'is' : 'are'} not in the repository. Correct the paths, or commit the files first.`;
    case 'files_disagree':
      return disagreement(refusal);
    case 'files_invalid':
      return say`${listed(refusal.problems.map(problem), 6)}. Correct them first.`;
    case 'touches_more':
      return say`The commit would differ from the plan in ${paths(refusal.paths)}, so it was not published. Report this: it is a mistake of Fairlead's.`;
    case 'signing_failed':
      return say`${plain(refusal.why, 600)}`;
    case 'branch_moved':
      return say`${named(refusal.branch)} is pushed to so often that the commit never fitted on top. Nothing was changed; try again in a moment.`;
    case 'branch_protected': {
      const why = refusal.why === '' ? say`.` : say`. It says: ${ended(plain(refusal.why, 400))}`;
      return say`The remote does not let Fairlead push to ${named(refusal.branch)}${why} Allow it in the branch rules, or make the change in a clone with ${code('fairlead version-bump')}.`;
    }
    case 'uncommitted':
      return say`${paths(refusal.paths)} ${refusal.paths.length === 1 ? 'has' : 'have'} changes that are not committed. Commit or take them back first, so that the bump holds nothing else.`;
  }
}

function disagreement({ agreement }: Extract<OfFiles, { code: 'files_disagree' }>): Phrase {
  const said = agreement.said.map(
    ({ paths: by, version }) => say`${paths(by)} ${by.length === 1 ? 'says' : 'say'} ${named(version)}`,
  );
  const unread = agreement.unreadable.map(({ path, why }) => say`${named(path)} cannot be read: ${plain(why, 200)}`);
  return say`The version files do not agree on the current version: ${listed([...said, ...unread], 12)}. Set them right, or name those that belong together with ${code('--files')}.`;
}

function problem(one: BumpProblem): Phrase {
  switch (one.kind) {
    case 'missing':
      return say`${named(one.path)} is not in the repository`;
    case 'mismatch':
      return say`${named(one.path)} says ${named(one.found)}${one.expected === null ? '' : say`, not ${named(one.expected)}`}`;
    case 'invalid':
      return say`${named(one.path)}: ${plain(one.why, 200)}`;
  }
}

function paths(all: readonly string[]): Phrase {
  return listed(all.map(named), 8);
}

function named(text: string): Phrase {
  return code(plain(text, 200) || 'nothing');
}
