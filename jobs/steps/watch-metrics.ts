import { z } from 'zod';
import { judgeAll } from '#domain/analysis/judge-all.ts';
import type { Json } from '#domain/ids.ts';
import { PlannedAnalysis } from '#domain/project/monitor.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { analysisWords } from '#operations/steps/analysis-words.ts';
import { announcement } from '#operations/steps/announcement.ts';
import { beganAt } from '#operations/steps/began-at.ts';
import { brokenLimits, KeptPoints, measureLimits } from '#operations/steps/measure-limits.ts';
import { measuredEvent } from '#operations/steps/measured-event.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  version: z.string(),
  previous: z.string().nullable(),
  analysis: PlannedAnalysis,
  /** The deployment by which the service left its old version. */
  since: z.string(),
  /** Whether a broken limit holds the release until people decide; it fails the step when left out. */
  action: z.literal('hold').optional(),
});
type Params = z.infer<typeof Params>;

/** What was seen last, so that a look that sees the same fills no log. */
const Handle = z.object({
  verdicts: z.string(),
  kept: KeptPoints.default({}),
  isAnnounced: z.boolean().default(false),
});
type Handle = z.infer<typeof Handle>;

/** A release may wait for days; what is judged is the last hour. */
const longest = 3_600_000;
const shortest = 15_000;
/** Points of a monitor that tells none of the past are kept in the log, which is to stay short. */
const shortestKept = 60_000;

/**
 * Goes on judging the metrics of a service that was moved while its environment is rolled out, also while the release waits for people or is
 * held: the last hour against the time before the release. Fails when a limit is broken, or holds the release as the circuit breaker does, or
 * only tells where the analysis is to announce.
 * Too little data is no failure here. Never succeeds by itself: the engine stops asking when the environment is done.
 */
export const watchMetrics = defineStep({
  kind: 'watch-metrics',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: (ports, params, context) => look(ports, params, { verdicts: '', kept: {}, isAnnounced: false }, context),
  handle: Handle,
  poll: look,
});

async function look(ports: StepPorts, params: Params, seen: Handle, context: StepContext): Promise<StepOutcome> {
  const { analysis } = params;
  const now = ports.clock.now();
  const release = await ports.releases.get(context.release);
  const measured = await measureLimits(ports, {
    analysis,
    service: context.step.service ?? '',
    environment: context.step.environment ?? '',
    version: params.version,
    previous: params.previous ?? '',
    isBeside: false,
    from: Math.max(context.startedAt, now - longest),
    before: beganAt(release, params.since, context),
    now,
    kept: seen.kept,
  });
  const words = analysisWords(analysis.limits, measured);
  const isBroken = judgeAll(measured.verdicts).verdict === 'fail';
  const before = { version: params.previous, kind: 'before' } as const;
  const told = [measuredEvent(analysis.limits, measured, before, context)];
  const acts = isBroken && analysis.mode === 'act';
  if (acts && params.action === undefined)
    return { kind: 'failed', code: 'METRICS_FAILED', message: words, events: told };
  const verdicts = measured.verdicts.map((one) => one.verdict).join(' ');
  const hasKept = Object.keys(measured.kept).length > 0;
  // What a person has resumed is not held again for the same: only once the limit was kept in between.
  const holds = acts && !seen.isAnnounced && release.hold === null;
  const isHeld = acts && (holds || seen.isAnnounced);
  const isAnnounced = params.action === 'hold' && analysis.mode === 'act' ? isHeld : isBroken || seen.isAnnounced;
  const isTold = isBroken && analysis.mode === 'announce' && !seen.isAnnounced;
  const news = [
    ...(isTold ? [announcement('metrics', words, context, brokenLimits(analysis.limits, measured))] : []),
    ...(holds ? [heldFor(words, context), ...told] : []),
  ];
  const handle: Json = { verdicts, kept: measured.kept as Json, isAnnounced };
  const lookAgainIn = Math.max(hasKept ? shortestKept : shortest, analysis.interval);
  return {
    kind: 'pending',
    handle: hasKept || verdicts !== seen.verdicts || isAnnounced !== seen.isAnnounced ? handle : seen,
    lookAgainIn,
    note: words,
    ...(news.length === 0 ? {} : { events: news }),
  };
}

function heldFor(words: string, { step }: StepContext): ReleaseEvent {
  return { v: 1, type: 'release.held', by: circuitBreaker, reason: `${step.title}: ${words}`.slice(0, 1_000) };
}
