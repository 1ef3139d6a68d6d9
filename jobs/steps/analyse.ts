import { z } from 'zod';
import { type AnalysisVerdict, judgeAll } from '#domain/analysis/judge-all.ts';
import type { Json } from '#domain/ids.ts';
import { Stage } from '#domain/plan/stage.ts';
import { PlannedAnalysis } from '#domain/project/monitor.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { analysisWords } from '#operations/steps/analysis-words.ts';
import { announcement } from '#operations/steps/announcement.ts';
import { beganAt } from '#operations/steps/began-at.ts';
import { brokenLimits, KeptPoints, type MeasuredLimits, measureLimits } from '#operations/steps/measure-limits.ts';
import { measuredEvent } from '#operations/steps/measured-event.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  /** Milliseconds the stage is looked at before it goes further. */
  bake: z.number().int().nonnegative(),
  version: z.string().nullable(),
  previous: z.string().nullable(),
  stage: Stage,
  analysis: PlannedAnalysis.nullable().default(null),
  /** The deployment by which the service left its old version. */
  since: z.string().nullable().default(null),
});
type Params = z.infer<typeof Params>;

/** `tick` counts the looks that are worth telling, so that a long bake fills no log. */
const Handle = z.object({
  tick: z.number().int(),
  verdicts: z.string(),
  kept: KeptPoints.default({}),
  isAnnounced: z.boolean().default(false),
});
type Handle = z.infer<typeof Handle>;

const shortest = 5_000;
const ticks = 10;

/**
 * Looks at a stage of a rollout for as long as it bakes: its metrics are judged again and again, and one that fails ends it at once. Without
 * limits it only waits; the watches beside it fail the release when the service is not well.
 */
export const analyse = defineStep({
  kind: 'analyse',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: (ports, params, context) =>
    look(ports, params, { tick: -1, verdicts: '', kept: {}, isAnnounced: false }, context),
  handle: Handle,
  poll: look,
});

async function look(ports: StepPorts, params: Params, seen: Handle, context: StepContext): Promise<StepOutcome> {
  const now = ports.clock.now();
  const release = await ports.releases.get(context.release);
  const bake = params.bake + extension(release, context);
  const time = { now, bake, left: context.startedAt + bake - now };
  const { analysis } = params;
  if (analysis === null) return time.left <= 0 ? { kind: 'succeeded', result: null } : waiting(time.left, seen);
  const { stage } = params;
  // A fresh deployment of the old version is as old as the new one, and says more than one that has run for weeks.
  const previous = (stage.kind === 'share' ? stage.baseline : undefined) ?? params.previous;
  const isBeside = stage.kind === 'share' || stage.kind === 'instances';
  const measured = await measureLimits(ports, {
    analysis,
    service: context.step.service ?? '',
    environment: context.step.environment ?? '',
    version: params.version ?? '',
    previous: previous ?? '',
    isBeside,
    from: context.startedAt,
    before: beganAt(release, params.since, context),
    now,
    kept: seen.kept,
  });
  const baseline = { version: previous, kind: isBeside ? ('beside' as const) : ('before' as const) };
  const event = measuredEvent(analysis.limits, measured, baseline, context);
  return judged(analysis, { measured, event, words: analysisWords(analysis.limits, measured) }, seen, time, context);
}

type Time = { readonly now: number; readonly bake: number; readonly left: number };
type Sight = { readonly measured: MeasuredLimits; readonly event: ReleaseEvent; readonly words: string };

/** What follows from one look: the end of the bake, one way or the other, or another look. */
function judged(
  analysis: PlannedAnalysis,
  { event, measured, words }: Sight,
  seen: Handle,
  { bake, left, now }: Time,
  context: StepContext,
): StepOutcome {
  const { score, verdict } = judgeAll(measured.verdicts);
  if (verdict === 'fail' && analysis.mode === 'act')
    return { kind: 'failed', code: 'ANALYSIS_FAILED', message: words, events: [event] };
  const wouldStop = analysis.mode === 'announce' && stops(analysis, verdict, left);
  const broken = brokenLimits(analysis.limits, measured);
  const told = wouldStop && !seen.isAnnounced ? [announcement('analysis', words, context, broken)] : [];
  const events = [event, ...told];
  if (left <= 0 && (verdict !== 'not_enough_data' || analysis.mode === 'announce'))
    return { kind: 'succeeded', result: { score, verdict, mode: analysis.mode, words }, events };
  // The patient bake is as long as the one before it, and gathers on.
  const isPatient = analysis.noData === 'wait' && left > -bake;
  if (left > 0 || isPatient) {
    const tick = Math.floor((now - context.startedAt) / Math.max(1, bake / ticks));
    const verdicts = measured.verdicts.map((one) => one.verdict).join(' ');
    const isTold = tick !== seen.tick || verdicts !== seen.verdicts;
    const isNews = isTold || Object.keys(measured.kept).length > 0;
    const handle = isNews ? handleOf(tick, verdicts, measured.kept, wouldStop || seen.isAnnounced) : seen;
    const lookAgainIn = Math.min(left > 0 ? left : left + bake, Math.max(shortest, analysis.interval));
    return { kind: 'pending', handle, lookAgainIn, note: words, events: isTold ? events : told };
  }
  if (analysis.noData === 'fail') return { kind: 'failed', code: 'NOT_ENOUGH_DATA', message: words, events };
  return { kind: 'unknown', why: `There is not enough data to say whether the version does well. ${words}`, events };
}

/** Whether the analysis would end the release where it may act. */
function stops({ noData }: PlannedAnalysis, verdict: AnalysisVerdict['verdict'], left: number): boolean {
  return verdict === 'fail' || (verdict === 'not_enough_data' && noData === 'fail' && left <= 0);
}

function handleOf(tick: number, verdicts: string, kept: KeptPoints, isAnnounced: boolean): Json {
  const points = Object.entries(kept).map(([key, series]) => [key, series.map((point) => ({ ...point }))] as const);
  return { tick, verdicts, kept: Object.fromEntries(points), isAnnounced };
}

function waiting(left: number, seen: Handle): StepOutcome {
  return { kind: 'pending', handle: seen, lookAgainIn: Math.min(left, shortest) };
}

/** Milliseconds a person has added to the bake. */
function extension(release: Release, { step }: StepContext): number {
  const state = stateOf(release, step.id);
  return 'extendedBy' in state && typeof state.extendedBy === 'number' ? state.extendedBy : 0;
}
