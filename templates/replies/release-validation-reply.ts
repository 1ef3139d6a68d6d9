import type { Words } from '#domain/drawing.ts';
import type { ValidationOutcome } from '#domain/validation/validation-outcome.ts';
import { unknown } from '../refusals/plan-refusal.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { words } from './words.ts';

/** The private answer to `/release-validation`: what is checked and on which commit, or why nothing is. */
export function releaseValidationReply(outcome: ValidationOutcome): Words {
  switch (outcome.kind) {
    case 'opened':
      return words([
        say`${strong(`Validation of ${outcome.project} ${plain(outcome.version, 60)}`)} is opened: ${plural(outcome.checks.length, 'check')} (${listed(outcome.checks, 8)}) on ${commitPhrase(outcome)}. Its card in the channel shows each of them, and the verdict.`,
      ]);
    case 'already':
      return words([
        say`That validation of ${outcome.project} ${plain(outcome.version, 60)} is open already; there is one of it (${outcome.release}).`,
      ]);
    case 'unknown_check':
      return words([say`Nothing was checked. ${unknown('check', 'checks', outcome.name, outcome.known)}`]);
    case 'no_checks':
      return words([
        say`Nothing was checked: fairlead.yml names no checks for ${outcome.project}. Add some under ${code('checks')}, or name built-in ones with ${code('--checks')}: ${listed(outcome.known)}.`,
      ]);
    case 'refused':
      return words([say`Nothing was checked. ${proposeRefusal(outcome.refusal)}`]);
  }
}

function commitPhrase({ source, by, branch }: Extract<ValidationOutcome, { kind: 'opened' }>): Phrase {
  const commit = code(source.slice(0, 7));
  switch (by) {
    case 'release':
      return say`the commit of its release, made of ${commit}`;
    case 'tag':
      return say`the commit of its tag, ${commit}`;
    case 'branch':
      return say`${commit}, the newest commit of ${code(plain(branch, 60))}, since there is neither a tag nor a release of it yet`;
  }
}
