import type { Step } from '#domain/plan/step.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { stepWord } from './step-word.ts';
import { stageOf, titleOf } from './subject.ts';

const mostStages = 8;
const budget = 4_000;

/** Every stage of the plan with its steps and where each stands. A stage too long to show counts what is done and shows what is not. */
export function planParts(release: Release): readonly RichPart[] {
  const stages = byStage(release.plan.steps);
  const shown = [...stages].slice(0, mostStages);
  const room = Math.floor(budget / Math.max(1, shown.length));
  const hidden = stages.size - shown.length;
  return [
    ...shown.flatMap(([stage, steps]) => stageParts(release, stage, steps, room)),
    ...(hidden > 0 ? [paragraph(say`+${plural(hidden, 'more stage')}`)] : []),
  ];
}

function byStage(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const stages = new Map<string, Step[]>();
  for (const step of steps) stages.set(stageOf(step), [...(stages.get(stageOf(step)) ?? []), step]);
  return stages;
}

function stageParts(release: Release, stage: string, all: readonly Step[], room: number): readonly RichPart[] {
  const asked = all.filter((step) => !step.background || isTroubled(release, step));
  const steps = asked.length === 0 ? all : asked;
  const done = steps.filter((step) => stateOf(release, step.id).status === 'succeeded').length;
  const heading = say`${strong(`${stage.charAt(0).toUpperCase()}${stage.slice(1)}`)}, ${done} of ${steps.length} done`;
  const lines = steps.map((step) => stepLine(release, step));
  const fitting = fittingLines(lines, room);
  if (fitting.length === lines.length && fitting.at(-1) === lines.at(-1))
    return [paragraph(heading), ...bullets(lines)];
  const open = steps.filter((step) => stateOf(release, step.id).status !== 'succeeded');
  const openLines = open.map((step) => stepLine(release, step));
  return [
    paragraph(heading),
    ...bullets(fittingLines(openLines, room, (count) => say`+${plural(count, 'more step')}`)),
  ];
}

/** A watch is only worth a line when it found something. */
function isTroubled(release: Release, step: Step): boolean {
  const { status } = stateOf(release, step.id);
  return status === 'failed' || status === 'unknown' || status === 'succeeded';
}

function stepLine(release: Release, step: Step): Phrase {
  const note = step.irreversible === null ? '' : ' (cannot be undone)';
  const state = stateOf(release, step.id);
  const isPassedBy = state.status === 'waiting' && (release.ending !== null || release.rollback?.status === 'running');
  return say`${titleOf(step)}${note}: ${isPassedBy ? 'not reached' : stepWord(step, state)}`;
}
