import { z } from 'zod';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';

/** What the analyses of one service in one environment came to. */
export type CanaryVerdict = {
  readonly environment: string;
  readonly service: string;
  readonly verdict: 'pass' | 'fail' | 'not_enough_data' | 'under_way' | 'passed_by_person';
  /** 0 to 100, the lowest of its stages; null where none was reckoned. */
  readonly score: number | null;
};

const Analysed = z.object({ score: z.number().nullable(), verdict: z.enum(['pass', 'fail', 'not_enough_data']) });

const worstFirst = ['fail', 'not_enough_data', 'under_way', 'passed_by_person', 'pass'] as const;

/** The verdicts of the metrics of a release, the worst stage of each service, in the order of the plan. Empty where nothing was analysed. */
export function canaryVerdicts(release: Release): readonly CanaryVerdict[] {
  const found = release.plan.steps.flatMap((step): CanaryVerdict[] => {
    const { kind, environment, service, params } = step;
    if (kind !== 'analyse' || params.analysis == null || environment === null || service === null) return [];
    const state = stateOf(release, step.id);
    if (state.status === 'waiting' || state.status === 'open') return [];
    const place = { environment, service };
    if (state.status === 'failed')
      return [
        { ...place, verdict: state.problem.code === 'NOT_ENOUGH_DATA' ? 'not_enough_data' : 'fail', score: null },
      ];
    if (state.status === 'unknown') return [{ ...place, verdict: 'not_enough_data', score: null }];
    if (state.status !== 'succeeded') return [{ ...place, verdict: 'under_way', score: null }];
    const result = Analysed.safeParse(state.result);
    if (!result.success) return [{ ...place, verdict: 'passed_by_person', score: null }];
    return [{ ...place, ...result.data }];
  });
  const places = new Set(found.map(({ environment, service }) => `${environment}/${service}`));
  return [...places].flatMap((place) =>
    worst(found.filter(({ environment, service }) => `${environment}/${service}` === place)),
  );
}

function worst(stages: readonly CanaryVerdict[]): readonly CanaryVerdict[] {
  const verdict = worstFirst.find((each) => stages.some((stage) => stage.verdict === each));
  const [first] = stages;
  if (first === undefined || verdict === undefined) return [];
  const scores = stages.flatMap(({ score }) => score ?? []);
  return [{ ...first, verdict, score: scores.length === 0 ? null : Math.min(...scores) }];
}
