import type { MoveRequest } from '#domain/moves/move.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { shortStep } from '../release/move-label.ts';
import { gatePlace, stageName } from '../release/stage-words.ts';
import { rollBackWords, theSubject } from '../release/subject.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** A move as the end of "you may not ...": "approve shop 1.5.0 for production". */
export function moveWords(release: Release, request: Pick<MoveRequest, 'move' | 'step'>): Phrase {
  const subject = theSubject(release);
  const step = request.step === null ? null : stepOf(release, request.step);
  const place = gatePlace(step);
  switch (request.move) {
    case 'approve':
    case 'reject':
      return say`${request.move} ${subject} for ${place}`;
    case 'hold':
    case 'resume':
    case 'cancel':
      return say`${request.move} ${subject}`;
    case 'close-breaker':
      return say`close the circuit breaker that holds ${subject}`;
    case 'retry-step':
    case 'run-step-again':
      return say`run "${shortStep(step)}" of ${subject} again`;
    case 'promote':
      return say`let ${stageName(step)} of ${subject} go on before its time is up`;
    case 'extend':
      return say`have ${stageName(step)} of ${subject} looked at for longer`;
    case 'agree':
    case 'disagree':
      return say`say whether the rule of "${shortStep(step)}" of ${subject} was right`;
    case 'step-happened':
      if (step?.kind === 'analyse') return say`say that ${stageName(step)} of ${subject} may go on`;
      return say`say that "${shortStep(step)}" of ${subject} happened`;
    case 'accept-step':
      return say`accept "${shortStep(step)}" of ${subject} as done`;
    case 'roll-back':
    case 'roll-back-now':
      return release.plan.intent === 'release'
        ? say`${rollBackWords(release).replace('roll back', `roll ${subject} back`)}`
        : say`undo ${subject} and ${rollBackWords(release)}`;
    case 'stop-countdown':
      return say`stop the rollback of ${subject}`;
    case 'take-new-commits':
      return say`plan ${subject} again`;
    case 'keep-approved-commit':
      return say`keep ${subject} at the approved commit`;
  }
}
