import { z } from 'zod';
import { judgeAll } from '#domain/analysis/judge-all.ts';
import type { Json } from '#domain/ids.ts';
import { PlannedAnalysis } from '#domain/project/monitor.ts';
import { analysisWords } from '#operations/steps/analysis-words.ts';
import { announcement } from '#operations/steps/announcement.ts';
import { beganAt } from '#operations/steps/began-at.ts';
import { KeptPoints, measureLimits } from '#operations/steps/measure-limits.ts';
import { measuredEvent } from '#operations/steps/measured-event.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  version: z.string(),
  previous: z.string().nullable(),
  analysis: PlannedAnalysis,
  /** The deployment by which the service left its old version. */
  since: z.string(),
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
 * held: the last hour against the time before the release. Fails when a limit is broken, or only tells where the analysis is to announce.
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
  const measured = await measureLimits(ports, {
    analysis,
    service: context.step.service ?? '',
    environment: context.step.environment ?? '',
    version: params.version,
    previous: params.previous ?? '',
    isBeside: false,
    from: Math.max(context.startedAt, now - longest),
    before: beganAt(await ports.releases.get(context.release), params.since, context),
    now,
    kept: seen.kept,
  });
  const words = analysisWords(analysis.limits, measured);
  const isBroken = judgeAll(measured.verdicts).verdict === 'fail';
  const before = { version: params.previous, kind: 'before' } as const;
  const told = [measuredEvent(analysis.limits, measured, before, context)];
  if (isBroken && analysis.mode === 'act')
    return { kind: 'failed', code: 'METRICS_FAILED', message: words, events: told };
  const verdicts = measured.verdicts.map((one) => one.verdict).join(' ');
  const hasKept = Object.keys(measured.kept).length > 0;
  const isNews = isBroken && !seen.isAnnounced;
  const handle: Json = { verdicts, kept: measured.kept as Json, isAnnounced: isBroken || seen.isAnnounced };
  const lookAgainIn = Math.max(hasKept ? shortestKept : shortest, analysis.interval);
  return {
    kind: 'pending',
    handle: hasKept || verdicts !== seen.verdicts ? handle : seen,
    lookAgainIn,
    note: words,
    ...(isNews ? { events: [announcement('metrics', words, context)] } : {}),
  };
}
