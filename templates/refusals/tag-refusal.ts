import type { TagRefusal } from '#domain/tagging/tag-outcome.ts';
import { commitPhrase } from '../tagging/commit-phrase.ts';
import { refNameRules } from '../tagging/ref-name-fault.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { managersOnly } from './managers-only.ts';
import { unknown } from './plan-refusal.ts';

/** Why a tag was not made: the rule, the value, what to do next. */
export function tagRefusal(refusal: TagRefusal): Phrase {
  switch (refusal.code) {
    case 'unknown_project':
      return unknown('project', 'projects', refusal.project, refusal.known);
    case 'unknown_service':
      return unknown('service', 'services', refusal.service, refusal.known);
    case 'several_versions':
      return say`Each service has tags of its own here. Name one with ${code('--service')}: ${listed(refusal.units, 12, 'or')}.`;
    case 'bad_name':
      return say`${named(refusal.tag)} is not a name git takes for a tag: ${refNameRules[refusal.fault]}. Correct ${code('tag')} in fairlead.yml.`;
    case 'not_permitted':
      return managersOnly('tag a version', refusal.roles);
    case 'release_open':
      return say`A release of ${named(refusal.version)} is open (${refusal.release}), and tags it itself once everything is well. Finish or cancel that one first; /release status shows it.`;
    case 'commit_unknown':
      return say`Nothing in the repository is called ${named(refusal.name)}. Name a branch, a tag or a commit that has been pushed.`;
    case 'not_the_released':
      return say`${named(refusal.version)} was released from ${commitPhrase(refusal.released)}, and ${commitPhrase(refusal.named)} is another commit. Leave ${code('--commit')} out to tag what was released.`;
    case 'branch_missing':
      return say`The branch ${named(refusal.branch)} does not exist in the repository. Check repository.branch in fairlead.yml.`;
    case 'no_commit_yet':
      return say`The repository has no commit yet. Make one first.`;
    default:
      return elsewhere(refusal);
  }
}

type Outside = 'no_key' | 'signing_failed' | 'exists_elsewhere' | 'protected' | 'burnt' | 'no_forge' | 'no_remote';

/** What keys, remotes and forges say. */
function elsewhere(refusal: Extract<TagRefusal, { code: Outside }>): Phrase {
  switch (refusal.code) {
    case 'no_key':
      return say`There is no key to sign with. Set ${code('signing')} in fairlead.yml (format openpgp or ssh, and key), in a clone also user.signingKey of git, or leave ${code('--sign')} out.`;
    case 'signing_failed':
      return say`${plain(refusal.why, 600)}`;
    case 'exists_elsewhere':
      return say`${named(refusal.tag)} stands on ${commitPhrase(refusal.there)} already; asked for was ${commitPhrase(refusal.wanted)}. A tag is never moved: tag another version.`;
    case 'protected':
      return say`The remote does not let Fairlead make the tag ${named(refusal.tag)}${said(refusal.why)} Allow it in the tag rules of the repository, or make the tag there.`;
    case 'burnt':
      return say`The name ${named(refusal.tag)} is burnt: it belonged to an immutable release, and such a name is never given free again, even when the release is deleted. Tag the next version${said(refusal.why)}`;
    case 'no_forge':
      return say`No forge is configured for the project, so there is no page to publish. Set ${code('repository.forge')} in fairlead.yml, or leave ${code('--release')} out.`;
    case 'no_remote':
      return say`There is no remote to push the tag to. Add one with ${code('git remote add origin')}.`;
  }
}

function said(why: string): Phrase {
  return why === '' ? say`.` : say`. It says: ${ended(plain(why, 400))}`;
}

function named(text: string): Phrase {
  return code(plain(text, 100) || 'nothing');
}
