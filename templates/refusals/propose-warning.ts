import type { ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** What the person should know though nothing is wrong. */
export function proposeWarning(warning: ProposeWarning): Phrase {
  switch (warning.code) {
    case 'skips_versions':
      return say`It leaves out versions: the next in order is ${version(warning.nearest)}.`;
    case 'feature_in_patch':
      return say`It is a patch, but the commits hold new features: ${version(warning.nearest)} would announce them.`;
    case 'approval_stands':
      return say`You wanted no approval; what is configured stands all the same: ${gateList(warning.gates)}.`;
    case 'build_added':
      return say`The build was added to the steps: what is deployed is built first.`;
    case 'deployed_untagged':
      return say`What is deployed bears no tag. /tag-release ${plain(warning.version, 60)} puts one on that very commit later.`;
    case 'tagged_undeployed':
      return say`Nothing is deployed. ${code(`/release ${plain(warning.version, 60)}`)} brings it to the environments later, as it is tagged.`;
    case 'as_tagged':
      return asTagged(warning);
  }
}

function asTagged({ commit, done, tag }: Extract<ProposeWarning, { code: 'as_tagged' }>): Phrase {
  const left = done.length === 0 ? '' : say` Done already and left out: ${listed(done)}.`;
  return say`It goes out as ${version(tag)} holds it, ${code(commit.slice(0, 7))}, without anything that came after.${left}`;
}

function version(text: string): Phrase {
  return code(plain(text, 60));
}

function gateList(gates: readonly string[]): Phrase {
  return listed(
    gates.map((title) => plain(title, 80)),
    4,
  );
}
