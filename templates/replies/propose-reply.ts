import type { Words } from '#domain/drawing.ts';
import type { ProposeOutcome } from '#domain/proposal/propose-outcome.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { proposeWarning } from '../refusals/propose-warning.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { words } from './words.ts';

/** The private answer to `/release`: that the plan is made, or the rule that forbids it. */
export function proposeReply(outcome: ProposeOutcome): Words {
  switch (outcome.kind) {
    case 'proposed':
      return words([
        outcome.intent === 'rehearsal'
          ? say`The rehearsal of ${strong(named(outcome))} is planned. It goes there and back; its card in the channel shows each step, and at its end how long the way back took.`
          : say`${strong(named(outcome))} is planned. Its card in the channel shows every step, the way back and who can approve.`,
        ...outcome.warnings.map(proposeWarning),
      ]);
    case 'already':
      return words([
        outcome.intent === 'rehearsal'
          ? say`The rehearsal of ${named(outcome)} is planned already by the same request; there is one of it (${outcome.release}).`
          : say`${named(outcome)} is planned already by the same request; there is one release of it (${outcome.release}).`,
      ]);
    case 'refused':
      return words([say`Nothing was planned. ${proposeRefusal(outcome.refusal)}`]);
  }
}

function named({ project, unit, version }: { project: string; unit?: string; version: string }): string {
  return [project, ...(unit === undefined ? [] : [unit]), plain(version, 60)].join(' ');
}
