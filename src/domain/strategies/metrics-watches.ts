import type { Json, StepId } from '../ids.ts';
import { plainStep } from '../plan/plain-step.ts';
import type { PlannedTrigger } from '../plan/planned-triggers.ts';
import type { Step } from '../plan/step.ts';
import { serviceStepId } from './service-steps.ts';
import type { ServiceMove, StrategyTarget } from './strategy.ts';

/**
 * What goes on judging the metrics of a verified service while the rest of its environment is rolled out: every trigger, and the analysis of
 * the service, which looks only while the release waits for a person unless it is to be watched always, or never. `firstPart` names the
 * deployment by which the service left its old version.
 */
export function metricsWatches(
  target: StrategyTarget,
  move: ServiceMove,
  after: StepId,
  firstPart: string | null,
): readonly Step[] {
  if (move.to === null) return [];
  const since = serviceStepId(target.environment, 'deploy', move.service, firstPart);
  const params = { version: move.to, previous: move.from, since };
  const watch = (id: StepId, title: string, more: Step['params']): Step => ({
    ...plainStep,
    id,
    kind: 'watch-metrics',
    title,
    environment: target.environment,
    service: move.service,
    needs: [after],
    effect: 'none',
    background: true,
    params: { ...params, ...more },
  });
  const where = `${move.service} in ${target.environment}`;
  const own = watch(serviceStepId(target.environment, 'metrics', move.service), `Watch the metrics of ${where}`, {
    analysis: move.analysis as Json,
    ...(move.analysis?.watch === true ? {} : { onlyWhile: 'waiting' }),
  });
  const isWatched = move.analysis !== null && move.analysis.watch !== false;
  const triggers = (move.triggers ?? []).map((trigger) =>
    watch(serviceStepId(target.environment, 'trigger', move.service, trigger.name), titleOf(trigger, where), {
      analysis: trigger.analysis as Json,
      ...(trigger.action === 'hold' ? { action: 'hold' } : {}),
    }),
  );
  return [...(isWatched ? [own] : []), ...triggers];
}

function titleOf({ limit }: PlannedTrigger, where: string): string {
  return `Watch ${where} for ${limit}`;
}
