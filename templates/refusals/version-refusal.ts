import { versionLimit } from '#domain/version/grammar.ts';
import type { StepRefusal } from '#domain/version/next-step.ts';
import type { VersionRefusal } from '#domain/version/version-outcome.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { unknown } from './plan-refusal.ts';

/** Why no version can be told: the rule, and the nearest version there is. */
export function versionRefusal(refusal: VersionRefusal): Phrase {
  switch (refusal.code) {
    case 'unknown_project':
      return unknown('project', 'projects', refusal.project, refusal.known);
    case 'branch_missing':
      return say`The branch ${code(plain(refusal.branch, 80))} does not exist in the repository. Check repository.branch in fairlead.yml.`;
    case 'several_versions':
      return say`${listed(refusal.units)} have versions of their own. Say which is meant with ${code('--services')}.`;
    case 'step':
      return stepRefusal(refusal.refusal);
  }
}

function stepRefusal(refusal: StepRefusal): Phrase {
  switch (refusal.code) {
    case 'goes_back':
      return say`That pre-release would come before ${version(refusal.highest)}, which is there already (SemVer 2.0.0 item 11). The next one is ${version(refusal.nearest)}.`;
    case 'not_a_pre_release':
      return refusal.current === null
        ? say`There is no pre-release yet that could become a release. The first version could be ${version(refusal.nearest)}.`
        : say`${version(refusal.current)} is a release, so there is nothing to promote. The next patch is ${version(refusal.nearest)}.`;
    case 'label_missing':
      return say`A first pre-release needs a label, such as ${code('--pre-release alpha')}: ${version(refusal.nearest)}.`;
    case 'release_with_label':
      return say`A release has no pre-release label. Without it the version is ${version(refusal.nearest)}.`;
    case 'too_long':
      return say`The version would have more than ${versionLimit} characters. Shorten its build metadata.`;
  }
}

function version(text: string): Phrase {
  return code(plain(text, 130));
}
