import { z } from 'zod';
import { judgeAll } from '#domain/analysis/judge-all.ts';
import type { Json, Millis } from '#domain/ids.ts';
import { PlannedAnalysis } from '#domain/project/monitor.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { waitsSince } from '#domain/release/watched.ts';
import { analysisWords } from '#operations/steps/analysis-words.ts';
import { announcement } from '#operations/steps/announcement.ts';
import { beganAt } from '#operations/steps/began-at.ts';
import { brokenLimits, KeptPoints, type MeasuredLimits, measureLimits } from '#operations/steps/measure-limits.ts';
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
  /** That it looks only while the release waits for a person; it always looks when left out. */
  onlyWhile: z.literal('waiting').optional(),
});
type Params = z.infer<typeof Params>;

/** What was seen last, so that a look that sees the same fills no log. */
const Handle = z.object({
  verdicts: z.string(),
  kept: KeptPoints.default({}),
  isAnnounced: z.boolean().default(false),
  /** When what it saw was last told for the card; 0 for never. */
  toldAt: z.number().default(0),
});
type Handle = z.infer<typeof Handle>;

/** A release may wait for days; what is judged is the last hour. */
const longest = 3_600_000;
const shortest = 15_000;
/** Points of a monitor that tells none of the past are kept in the log, which is to stay short: no more than are judged. */
const kept = { shortest: 60_000, points: 12 } as const;
/** What is seen while a person is waited for is told after a tenth of the wait so far, within these bounds. */
const telling = { parts: 10, shortest: 60_000, longest: 900_000 } as const;

const untold: Handle = { verdicts: '', kept: {}, isAnnounced: false, toldAt: 0 };

/**
 * Goes on judging the metrics of a service that was moved while its environment is rolled out, also while the release waits for people or is
 * held: the last hour against the time before the release. Fails when a limit is broken, or holds the release as the circuit breaker does, or
 * only tells where the analysis is to announce. While a person is waited for, what it sees is told for the card.
 * Too little data is no failure here. Never succeeds by itself: the engine stops asking when the environment is done.
 */
export const watchMetrics = defineStep({
  kind: 'watch-metrics',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: (ports, params, context) => look(ports, params, untold, context),
  handle: Handle,
  poll: look,
});

async function look(ports: StepPorts, params: Params, seen: Handle, context: StepContext): Promise<StepOutcome> {
  const { analysis } = params;
  const now = ports.clock.now();
  const release = await ports.releases.get(context.release);
  const since = waitsSince(release, context.step, now);
  if (params.onlyWhile === 'waiting' && since === null)
    return { kind: 'pending', handle: seen, lookAgainIn: Math.max(shortest, analysis.interval) };
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
  const event = measuredEvent(analysis.limits, measured, { version: params.previous, kind: 'before' }, context);
  const words = analysisWords(analysis.limits, measured);
  const wait = { now, since, isHeld: release.hold !== null };
  return judged(params, { measured, event, words }, seen, wait, context);
}

type Sight = { readonly measured: MeasuredLimits; readonly event: ReleaseEvent; readonly words: string };
/** `since` when a person is waited for, null while nobody is. */
type Wait = { readonly now: Millis; readonly since: Millis | null; readonly isHeld: boolean };

/** What follows from one look: the end of the watch, a hold, a word, or another look. */
function judged(
  { action, analysis }: Params,
  { event, measured, words }: Sight,
  seen: Handle,
  wait: Wait,
  context: StepContext,
): StepOutcome {
  const isBroken = judgeAll(measured.verdicts).verdict === 'fail';
  const acts = isBroken && analysis.mode === 'act';
  if (acts && action === undefined) return { kind: 'failed', code: 'METRICS_FAILED', message: words, events: [event] };
  const verdicts = measured.verdicts.map((one) => one.verdict).join(' ');
  const hasKept = Object.keys(measured.kept).length > 0;
  // What a person has resumed is not held again for the same: only once the limit was kept in between.
  const holds = acts && !seen.isAnnounced && !wait.isHeld;
  const isHeld = acts && (holds || seen.isAnnounced);
  const isAnnounced = action === 'hold' && analysis.mode === 'act' ? isHeld : isBroken || seen.isAnnounced;
  const isAnnouncement = isBroken && analysis.mode === 'announce' && !seen.isAnnounced;
  const isTold = holds || isWorthTelling(verdicts, seen, wait);
  const events = [
    ...(isAnnouncement ? [announcement('metrics', words, context, brokenLimits(analysis.limits, measured))] : []),
    ...(holds ? [heldFor(words, context)] : []),
    ...(isTold ? [event] : []),
  ];
  const isNews = hasKept || isTold || verdicts !== seen.verdicts || isAnnounced !== seen.isAnnounced;
  const toldAt = isTold ? wait.now : seen.toldAt;
  const handle: Json = { verdicts, kept: newest(measured.kept), isAnnounced, toldAt };
  return {
    kind: 'pending',
    handle: isNews ? handle : seen,
    lookAgainIn: Math.max(hasKept ? kept.shortest : shortest, analysis.interval),
    note: words,
    ...(events.length === 0 ? {} : { events }),
  };
}

/** What a look saw while a person is waited for: the first time in this wait, when a verdict has changed, and now and then. */
function isWorthTelling(verdicts: string, seen: Handle, { now, since }: Wait): boolean {
  if (since === null) return false;
  if (seen.toldAt < since || verdicts !== seen.verdicts) return true;
  const pause = Math.min(telling.longest, Math.max(telling.shortest, (now - since) / telling.parts));
  return now - seen.toldAt >= pause;
}

function newest(points: KeptPoints): Json {
  const cut = Object.entries(points).map(
    ([key, series]) => [key, series.slice(-kept.points).map((point) => ({ ...point }))] as const,
  );
  return Object.fromEntries(cut);
}

function heldFor(words: string, { step }: StepContext): ReleaseEvent {
  return { v: 1, type: 'release.held', by: circuitBreaker, reason: `${step.title}: ${words}`.slice(0, 1_000) };
}
