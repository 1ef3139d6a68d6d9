import { formatDuration } from '#domain/duration.ts';
import type { Step } from '#domain/plan/step.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { CheckResult } from '#domain/validation/check-result.ts';
import { dateToken, secondToken } from '../text/date-token.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** Where a step stands, in words. Only what is over has a length of time; what goes on has a beginning. */
export function stepWord(step: Step, state: StepState): Phrase {
  switch (state.status) {
    case 'waiting':
      return state.attempt > 1 ? say`will run again` : say`waiting`;
    case 'open':
      return step.gate?.kind === 'pause'
        ? say`pausing until ${secondToken(state.openedAt + step.gate.millis)}`
        : say`open since ${dateToken(state.openedAt)}`;
    case 'running':
    case 'pending':
      return say`${step.background ? 'watching' : 'running'} since ${dateToken(state.startedAt)}`;
    case 'retrying':
      return say`will be tried again at ${secondToken(state.at)} (${plain(state.problem.message, 100)})`;
    case 'succeeded':
      if (state.promotedBy !== undefined)
        return say`passed by ${mention(state.promotedBy)} after ${formatDuration(state.finishedAt - state.startedAt)}`;
      if (step.kind === 'validate') return checkedWord(state);
      return state.acceptedBy === null
        ? say`done in ${formatDuration(state.finishedAt - state.startedAt)}`
        : say`counts as done, says ${mention(state.acceptedBy)}`;
    case 'failed':
      return say`failed ${dateToken(state.finishedAt)}`;
    case 'unknown':
      return say`outcome unknown since ${dateToken(state.at)}`;
  }
}

/** A check that failed is done as well; what counts is how it ended. */
function checkedWord({
  result,
  startedAt,
  finishedAt,
  acceptedBy,
}: Extract<StepState, { status: 'succeeded' }>): Phrase {
  if (acceptedBy !== null) return say`counts as passed, says ${mention(acceptedBy)}`;
  const parsed = CheckResult.safeParse(result);
  const outcome = parsed.success ? parsed.data.outcome : 'not_known';
  return say`${outcome.replace('_', ' ')} in ${formatDuration(finishedAt - startedAt)}`;
}
