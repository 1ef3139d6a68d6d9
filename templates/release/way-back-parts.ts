import { formatDuration } from '#domain/duration.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { isOut } from '#domain/plan/settle-parts.ts';
import type { Step } from '#domain/plan/step.ts';
import type { Release } from '#domain/release/release.ts';
import { hasToUndo, isWayBackClosed, stateOf } from '#domain/release/step-of.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { rehearsedPhrase } from './rehearsed-phrase.ts';
import { stepWord } from './step-word.ts';
import { titleOf } from './subject.ts';

/** The rollback plan: what each step returns to and where it stands; when it starts by itself; what it cannot undo. */
export function wayBackParts(release: Release): readonly RichPart[] {
  const { plan } = release;
  const back = plan.rollbackSteps.filter((step) => step.effect === 'target');
  const lines = back.map((step): Phrase => {
    return say`${titleOf(step)}: ${backWord(release, step)}`;
  });
  const kept = plan.steps.filter(isKept).map((step) => {
    const before = plain(plan.previous ?? 'what ran before', 40);
    const why = step.params.unrehearsed === true ? ', since no rehearsal has undone them' : '';
    return say`Stays: ${titleOf(step)}. They are not undone${why}; ${before} will run against the newer database.`;
  });
  const lasting = plan.steps.filter((step) => step.irreversible !== null);
  return [
    paragraph(
      say`${strong('Way back')}${rehearsedWords(plan)}, ${plan.environments.length === 0 ? nothingToUndo(release) : starts(release)}`,
    ),
    ...bullets(fittingLines(lines, 1_500, (count) => say`+${plural(count, 'more step')}`)),
    ...bullets(
      fittingLines(
        [...lasting.map((step) => say`Stays: ${titleOf(step)}. ${plain(step.irreversible ?? '', 160)}`), ...kept],
        500,
      ),
    ),
  ];
}

/** ", rehearsed 3 hours ago in staging, 41 s": when it was gone last, and how long it took. Empty where it never was. */
function rehearsedWords({ rehearsed }: Plan): Phrase {
  return rehearsed === undefined ? [] : say`, ${rehearsedPhrase(rehearsed)}`;
}

/** A migration that is run for good and that the version before can live with. */
function isKept(step: Step): boolean {
  return step.kind === 'migrate' && step.irreversible === null && step.params.reverse === null;
}

function backWord(release: Release, step: Step): Phrase {
  if (isWayBackClosed(release, step.environment)) return say`no way back, a step that cannot be undone has begun`;
  const isNeeded = hasToUndo(release, step);
  if (release.rollback?.status === 'running')
    return isNeeded ? stepWord(step, stateOf(release, step.id)) : say`not needed`;
  if (release.ending !== null) return say`not needed`;
  const before = step.kind === 'migrate-back' ? 'only once they have run' : 'only once it was deployed';
  return isNeeded ? say`ready` : say`${before}`;
}

/** A release that is not deployed has nothing to take back: what it publishes comes last and stays. */
function nothingToUndo({ plan }: Release): string {
  return isOut(plan)
    ? 'nothing is deployed: until the tag is pushed nothing has left the worker, and what is published stays'
    : 'nothing is deployed or published, so nothing has to be undone';
}

function starts(release: Release): string {
  const { automatic, countdown, mode } = release.plan.rollback;
  if (mode === 'announce') return 'started by a person; what a failure would have started by itself is told';
  if (!automatic) return 'started by a person';
  return countdown === 0
    ? 'starts by itself at once when a step fails after the first deployment'
    : `starts by itself ${formatDuration(countdown)} after a step fails, unless stopped`;
}
