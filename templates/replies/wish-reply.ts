import type { Words } from '#domain/drawing.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { WishOutcome } from '#domain/moves/resolve-wish.ts';
import type { ProjectOverview } from '#domain/overview.ts';
import type { Release } from '#domain/release/release.ts';
import { actions } from '../blocks/actions.ts';
import { moveWords } from '../moves/move-words.ts';
import { breakerLines } from '../release/breaker-lines.ts';
import { contentsPhrase } from '../release/contents-phrase.ts';
import { moveButtons } from '../release/move-buttons.ts';
import { subjectFirst, theSubject } from '../release/subject.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { words } from './words.ts';

/**
 * The answer to a move asked for in words that does not tell what it means, with what it could mean. Nothing was done. Who means to close a circuit
 * breaker that holds no release is told of those that are open in `projects`.
 */
export function wishReply(
  outcome: Exclude<WishOutcome, { kind: 'request' }>,
  projects: readonly ProjectOverview[] = [],
): Words {
  switch (outcome.kind) {
    case 'no_release': {
      const breakers = outcome.wish.move === 'close-breaker' ? projects.flatMap(breakerLines) : [];
      if (breakers.length > 0) return words([...breakers, toLetThrough]);
      return words([say`There is no open release of ${named(outcome.wish)}. Nothing was done.`, opened(outcome.open)]);
    }
    case 'several_releases':
      return words([
        say`Several open releases could be meant. Nothing was done. Name one by its version or id: ${listed(outcome.open.map(byId), 8, 'or')}.`,
      ]);
    case 'no_step':
      return words([
        say`No step ${code(outcome.wish.step ?? '')} of ${theSubject(outcome.release)} waits for that. Nothing was done. ${steps(outcome.steps)}`,
      ]);
    case 'several_steps':
      return words([
        say`Several steps of ${theSubject(outcome.release)} could be meant. Nothing was done. ${steps(outcome.steps)}`,
      ]);
    case 'plan_unseen':
      return planUnseen(outcome);
  }
}

const toLetThrough = say`It holds no release that could go on, so nothing was done. A manager of the project lets the next release through with ${code('--override-breaker "why"')} behind ${code('/release')}, and one that ends well closes it.`;

/** There is no release with this id: a button of another installation, or an id mistyped. */
export function releaseUnknown(id: ReleaseId): Words {
  return words([
    say`There is no release ${code(id)}. Nothing was done. ${code('/release status')} lists the ones there are.`,
  ]);
}

/** What would be approved, with the button that does it and the line that is the same. */
function planUnseen({ release, request }: Extract<WishOutcome, { kind: 'plan_unseen' }>): Words {
  const line = `/release approve ${release.id} --plan ${release.digest.slice(0, 8)}`;
  const buttons = moveButtons(release, (legal) => legal.move === 'approve' && legal.step === request.step);
  return words(
    [
      say`To ${moveWords(release, request)} is to approve this plan: ${contentsPhrase(release.plan)}.`,
      say`Nothing was done yet. Press the button, or type ${code(line)}.`,
    ],
    [],
    actions(buttons),
  );
}

function named(wish: {
  readonly release: string | null;
  readonly version: string | null;
  readonly project: string | null;
}) {
  if (wish.release !== null) return wish.release;
  return [wish.project, wish.version].filter((part) => part !== null).join(' ') || 'any project';
}

function opened(open: readonly Release[]): Phrase {
  return open.length === 0 ? say`Nothing is in flight.` : say`Open are ${listed(open.map(byId), 8)}.`;
}

function byId(release: Release): Phrase {
  return say`${subjectFirst(release)} (${code(release.id)})`;
}

function steps(ids: readonly string[]): Phrase {
  return ids.length === 0
    ? say`None does.`
    : say`Possible are ${listed(
        ids.map((id) => code(id)),
        8,
      )}.`;
}
