import type { PlannedAnalysis } from '../project/monitor.ts';
import type { Project } from '../project/project.ts';
import {
  isMeasured,
  limitOf,
  type MeasuredTrigger,
  metricOf,
  type RollbackTrigger,
} from '../project/rollback-trigger.ts';

/** A trigger by a metric as it holds for one service. */
export type PlannedTrigger = {
  /** The metric, with a number behind it from the second trigger on the same one on. */
  readonly name: string;
  readonly limit: string;
  readonly analysis: PlannedAnalysis;
  readonly action: MeasuredTrigger['action'];
};

/** The triggers by metrics that hold for a service; those nobody can measure there are left out. */
export function plannedTriggers(project: Project, service: string): readonly PlannedTrigger[] {
  const seen = new Map<string, number>();
  return project.rollback.triggers.filter(isMeasured).flatMap((trigger): PlannedTrigger[] => {
    const name = monitorOf(project, trigger, service);
    const monitor = name === null ? undefined : project.monitors[name];
    if (monitor === undefined || trigger.services?.includes(service) === false) return [];
    const limit = limitOf(trigger);
    const metric = metricOf(trigger);
    const count = (seen.get(metric) ?? 0) + 1;
    seen.set(metric, count);
    const { interval, mode, action } = trigger;
    const analysis: PlannedAnalysis = { monitor, limits: [limit], interval, noData: 'ask', mode, watch: true };
    return [{ name: count === 1 ? metric : `${metric}-${count}`, limit, analysis, action }];
  });
}

/** The monitor a trigger asks for a service; null where none is named and several could be meant. */
export function monitorOf(project: Project, trigger: MeasuredTrigger, service: string): string | null {
  const [only, ...others] = Object.keys(project.monitors);
  return (
    trigger.monitor ?? project.services[service]?.analysis?.monitor ?? (others.length === 0 ? (only ?? null) : null)
  );
}

/** How many failed health checks in a row are a failure, and whether one is only told. */
export function healthTrigger({ rollback }: Project): { readonly failures: number; readonly mode: 'act' | 'announce' } {
  const trigger = rollback.triggers.find((one) => one.when === 'health');
  return { failures: trigger?.failures ?? rollback.healthFailures, mode: trigger?.mode ?? 'act' };
}

/** The roles that may roll back without a second approval, wherever they are named. */
export function rollbackRoles({ rollback }: Project): string[] {
  const named = rollback.triggers.flatMap((trigger: RollbackTrigger) =>
    trigger.when === 'manual' ? trigger.roles : [],
  );
  return [...new Set([...rollback.roles, ...named])];
}
