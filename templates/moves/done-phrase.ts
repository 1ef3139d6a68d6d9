import { formatDuration } from '#domain/duration.ts';
import { bakeOf } from '#domain/moves/bake-of.ts';
import type { MoveRequest } from '#domain/moves/move.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { leftBehind } from '../release/left-behind.ts';
import { shortStep } from '../release/move-label.ts';
import { nextPhrase } from '../release/next-phrase.ts';
import { gatePlace, stageName } from '../release/stage-words.ts';
import { rollBackWords, theSubject } from '../release/subject.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** What a person just did, in the past tense, and what comes next. */
export function donePhrase(release: Release, request: MoveRequest): Phrase {
  const next = nextPhrase(release, release.updatedAt);
  return next.length === 0 ? didPhrase(release, request) : say`${didPhrase(release, request)} ${next}`;
}

/** The first half alone: "You approved shop 1.5.0 for production." */
function didPhrase(release: Release, request: MoveRequest): Phrase {
  const subject = theSubject(release);
  const step = request.step === null ? null : stepOf(release, request.step);
  const place = gatePlace(step);
  switch (request.move) {
    case 'approve':
      return say`You approved ${subject} for ${place}.`;
    case 'reject':
      return release.ending === null
        ? say`You rejected ${subject} for ${place}. What was deployed is taken back.`
        : say`You rejected ${subject} for ${place}. Nothing was deployed there.`;
    case 'hold':
      return say`You put ${subject} on hold.`;
    case 'resume':
      return say`You resumed ${subject}.`;
    case 'close-breaker':
      return say`You closed the circuit breaker that held ${subject}. That stays marked on its card.`;
    case 'cancel':
      return say`You cancelled ${subject}. ${leftBehind(release)}`;
    case 'retry-step':
    case 'run-step-again':
      return say`"${shortStep(step)}" of ${subject} runs again, attempt ${step === null ? 1 : stateOf(release, step.id).attempt}.`;
    case 'promote':
      return say`You let ${stageName(step)} of ${subject} go on before its time was up.`;
    case 'extend':
      return say`You had ${stageName(step)} of ${subject} looked at for ${formatDuration(bakeOf(step))} more.`;
    case 'agree':
      return say`You said that stopping ${subject} would have been right.`;
    case 'disagree':
      return say`You said that stopping ${subject} would have been wrong.`;
    case 'step-happened':
      if (step?.kind === 'analyse') return say`You let ${stageName(step)} of ${subject} go on.`;
      return say`You said that "${shortStep(step)}" of ${subject} happened.`;
    case 'accept-step':
      return say`You accepted "${shortStep(step)}" of ${subject} as done.`;
    case 'roll-back':
    case 'roll-back-now':
      return say`You told ${subject} to ${rollBackWords(release)}. The thread says when it is done.`;
    case 'stop-countdown':
      return say`You stopped the rollback of ${subject}. It stays as it is until somebody decides.`;
    case 'take-new-commits':
      return say`Plan ${release.plan.revision} of ${subject} is made. Approvals start again.`;
    case 'keep-approved-commit':
      return say`Plan ${release.plan.revision} of ${subject} stays at the approved commit and leaves the newer ones out. Approvals start again.`;
  }
}
