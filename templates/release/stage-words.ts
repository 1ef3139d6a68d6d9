import { batchWords, type Stage } from '#domain/plan/stage.ts';
import type { Step } from '#domain/plan/step.ts';

/** Where a stage leaves a version, as the end of "api 1.5.0 ...": "has 20 % of the traffic". */
export function stageWords(stage: Stage): string {
  switch (stage.kind) {
    case 'share':
      return `has ${stage.percent} % of the traffic`;
    case 'instances':
      return `is on ${batchWords(stage)} instances`;
    case 'idle':
      return 'is on the idle side, without traffic';
    default:
      return 'has all of the traffic';
  }
}

/** "api at 20 %", "api": the service and the stage of a step in as few words as tell it from the others. */
export function stageName(step: Step | null): string {
  if (step === null || step.service === null) return 'the stage';
  const last = step.id.split('/').at(-1) ?? '';
  return /^\d+$/.test(last) ? `${step.service} at ${last} %` : step.service;
}

/** Whether a gate asks to let one service go further, and not to enter an environment. */
export function isPromotion(step: Step | null): boolean {
  return step?.gate?.kind === 'approval' && step.service !== null;
}

/** What the approval of a whole release comes before. */
function wholePlace(step: Step | null): string {
  const before = step?.params.before;
  return before === 'deployment' || before === 'publication' ? before : 'the next step';
}

/** What an approval is for: the environment it lets a version into, or what is to happen there. */
export function gatePlace(step: Step | null): string {
  const place = step?.environment ?? wholePlace(step);
  return step?.gate?.kind === 'approval' && step.params.for === 'migration'
    ? `the destructive migration in ${place}`
    : place;
}
