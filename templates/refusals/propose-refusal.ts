import type { Intent } from '#domain/plan/intent.ts';
import type { ProposeRefusal } from '#domain/proposal/propose-outcome.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { breakerRefusal } from './breaker-refusal.ts';
import { planRefusal, unknown } from './plan-refusal.ts';
import { versionFault } from './version-fault.ts';

/** Why nothing was proposed: the rule, the value, the nearest right one. */
export function proposeRefusal(refusal: ProposeRefusal): Phrase {
  switch (refusal.code) {
    case 'unknown_project':
      return unknown('project', 'projects', refusal.project, refusal.known);
    case 'version_malformed':
      return versionFault(refusal.typed, refusal.fault, refusal.nearest);
    case 'tag_exists':
      return say`${version(refusal.version)} has a tag already, and a published version never changes. The next free one is ${version(refusal.nearest)}.`;
    case 'tag_gone':
      return say`${version(refusal.version)} was tagged on ${sha(refusal.commit)} and not deployed, and its tag ${version(refusal.tag)} is gone from the repository. Nothing else is released under that version: put the tag back with /tag-release, or release the next version.`;
    case 'tag_moved':
      return say`The tag ${version(refusal.tag)} was made on ${sha(refusal.commit)} and is on ${sha(refusal.now)} now. A published version never changes, so neither is deployed: put the tag back, or release the next version.`;
    case 'partly_out':
      return say`${version(refusal.version)} was in ${refusal.environment} already with ${listed(refusal.services)}, and is not brought there a second time. For the others add ${code(`--services "${refusal.others.join(',')}"`)}.`;
    case 'step_back':
      return stepBack(refusal);
    case 'not_greater':
      return say`${version(refusal.version)} is not greater than ${version(refusal.current)}, which is released. The next one is ${version(refusal.nearest)}; to go back, use /rollback.`;
    case 'nothing_to_release':
      return nothingToRelease(refusal);
    case 'spans_versions':
      return spansVersions(refusal);
    case 'not_a_hotfix':
      return notAHotfix(refusal);
    case 'branch_missing':
      return say`The branch ${code(plain(refusal.branch, 80))} does not exist in the repository. Check repository.branch in fairlead.yml.`;
    case 'breaking_change':
      return breakingChange(refusal);
    case 'breaker_open':
      return breakerRefusal(refusal);
    case 'breaker_not_permitted':
      return refusal.roles.length === 0
        ? say`Nobody is named in this project who may release in spite of the open circuit breaker. It closes by itself; a hotfix and a rollback are never refused.`
        : say`Only ${listed(refusal.roles, 6, 'or')} may release in spite of the open circuit breaker. Ask one of them; a hotfix and a rollback are never refused.`;
    case 'override_not_permitted':
      return refusal.roles.length === 0
        ? say`Nobody may override the rule on breaking changes in this project. Release a version that announces them.`
        : say`Only ${listed(refusal.roles, 6, 'or')} may override the rule on breaking changes. Ask one of them, or release a version that announces them.`;
    case 'version_files_disagree':
      return filesDisagree(refusal);
    case 'bump_left_out':
      return say`Without bump among the steps ${version(refusal.version)} would go out with version files that say otherwise: ${heldVersions(refusal.found)}. Add bump, or release the version they hold.`;
    case 'already_open':
      return say`${openWords[refusal.intent ?? 'release']} ${version(refusal.version)} is open already (${refusal.release}). Finish or cancel that one first; /release status shows it.`;
    case 'deployer_unreachable':
      return say`What runs now could not be read for ${plain(refusal.service, 200)}: ${ended(plain(refusal.why, 300))} Without it there is no way back. Try again when its deployer answers; fairlead doctor checks it.`;
    case 'plan':
      return planRefusal(refusal.refusal);
    case 'nothing_to_roll_back':
      return say`There is no earlier version of ${listed(refusal.services)} to go back to in ${refusal.environment}. Fairlead goes back only to what it knows has run there.`;
    case 'target_unknown':
      return targetUnknown(refusal);
  }
}

const openWords = {
  release: 'A release of',
  rollback: 'A rollback to',
  rehearsal: 'A rehearsal of',
  validation: 'A validation of',
} as const satisfies Record<Intent, string>;

function version(text: string): Phrase {
  return code(plain(text, 60));
}

function sha(commit: string): Phrase {
  return code(commit.slice(0, 7));
}

function stepBack(refusal: Extract<ProposeRefusal, { code: 'step_back' }>): Phrase {
  const ahead = refusal.services.map(({ service, version: runs }) => say`${service} runs ${version(runs)}`);
  return say`${version(refusal.version)} would be a step back in ${refusal.environment}: ${listed(ahead, 6)}. To go back to what has run there, use /rollback; anything else goes out under a newer version.`;
}

function nothingToRelease(refusal: Extract<ProposeRefusal, { code: 'nothing_to_release' }>): Phrase {
  const { elsewhere, unit } = refusal;
  const branch = code(plain(refusal.branch, 80));
  if (unit === null)
    return say`There is nothing to release: ${branch} has no commit since ${version(refusal.previous)}. Merge something first.`;
  const others =
    elsewhere === 0 ? '' : ` ${plural(elsewhere, 'commit')} since then ${elsewhere === 1 ? 'is' : 'are'} about others.`;
  return say`There is nothing to release: ${branch} has no commit about ${unit} since ${version(refusal.previous)}.${others} Merge something first.`;
}

function spansVersions(refusal: Extract<ProposeRefusal, { code: 'spans_versions' }>): Phrase {
  const { command, project, units } = refusal;
  const asked = refusal.version === null ? '' : ` ${plain(refusal.version, 60)}`;
  const lines = units.map(({ services }) => code(`${command} ${project} ${services.join(',')}${asked}`));
  return say`${listed(units.map(({ name }) => name))} have versions of their own in ${project}, so each goes by itself. Type ${listed(lines, 6, 'or')}.`;
}

function notAHotfix(refusal: Extract<ProposeRefusal, { code: 'not_a_hotfix' }>): Phrase {
  const titles = listed(
    refusal.commits.map((commit) => plain(commit.subject, 80)),
    3,
  );
  const count = plural(refusal.commits.length, 'commit');
  return say`A hotfix holds fixes only, and ${version(refusal.version)} would hold ${count} of another kind: ${titles}. Release ${version(refusal.nearest)} instead, or make the hotfix from a branch without them.`;
}

function breakingChange(refusal: Extract<ProposeRefusal, { code: 'breaking_change' }>): Phrase {
  const count = plural(refusal.commits.length, 'breaking change');
  const titles = listed(
    refusal.commits.map((commit) => plain(commit.subject, 80)),
    3,
  );
  const override =
    refusal.roles.length === 0
      ? ''
      : say` ${listed(refusal.roles, 6, 'or')} may override this with a reason in the /release form.`;
  return say`${version(refusal.version)} promises no breaking change, but the commits hold ${count}: ${titles}. Release ${version(refusal.nearest)} instead.${override}`;
}

function filesDisagree(refusal: Extract<ProposeRefusal, { code: 'version_files_disagree' }>): Phrase {
  return say`The version files do not agree with the last release, ${version(refusal.expected)}: ${heldVersions(refusal.found)}. Set them to ${version(refusal.expected)} first.`;
}

/** "package.json has 1.4.2 and VERSION has none". */
function heldVersions(found: readonly { readonly path: string; readonly version: string | null }[]): Phrase {
  const each = found.map(
    ({ path, version: held }) => say`${plain(path, 100)} has ${held === null ? 'none' : plain(held, 40)}`,
  );
  return listed(each, 6);
}

function targetUnknown(refusal: Extract<ProposeRefusal, { code: 'target_unknown' }>): Phrase {
  const known = refusal.known.map((one) => plain(one, 40));
  const choice = known.length === 0 ? 'No earlier version is known' : say`Known to have run are ${listed(known, 8)}`;
  return say`${version(refusal.version)} is not known to have run on every one of these services. ${choice}.`;
}
