import { metricsOf } from '../project/metrics-of.ts';
import { AnalysisPolicy } from '../project/monitor.ts';
import type { Project, Service } from '../project/project.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { RolloutSettings } from './rollout-settings.ts';

export type SettledProject =
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'refused'; readonly refusal: PlanRefusal };

/**
 * The project as one release sees it: its configuration with what a person asked for in its place. Refuses a service without the health
 * check or the monitor that was asked for.
 */
export function withSettings(
  project: Project,
  settings: RolloutSettings | null,
  services: readonly string[],
): SettledProject {
  if (settings === null) return { kind: 'project', project };
  const { metrics, healthCheckRequired } = settings;
  const unhealthy = services.find((service) => project.services[service]?.health === undefined);
  if (healthCheckRequired === true && unhealthy !== undefined)
    return refused({ code: 'health_check_missing', service: unhealthy });
  const changed: Record<string, Service> = { ...project.services };
  for (const service of metrics === undefined ? [] : services) {
    const config = project.services[service];
    if (config === undefined || metrics === undefined) continue;
    const judged = judgedBy(project, service, config, metrics);
    if ('code' in judged) return refused(judged);
    changed[service] = judged;
  }
  const environments = project.environments.map((environment) => {
    const { canary, rolling } = environment;
    const steps = settings.shares ?? canary.steps;
    const bake = settings.bake ?? canary.bake;
    const promotion = settings.promotion ?? canary.promotion;
    const waitBetween = settings.waitBetween ?? environment.waitBetween;
    const inBatches = settings.batchSize === undefined ? rolling : { ...rolling, batchSize: settings.batchSize };
    return { ...environment, waitBetween, canary: { ...canary, steps, bake, promotion }, rolling: inBatches };
  });
  const asked = settings.rollback;
  const asAsked = asked === undefined ? {} : { automatic: asked === 'automated', mode: 'act' as const };
  const rollback = { ...project.rollback, ...asAsked };
  return { kind: 'project', project: { ...project, services: changed, environments, rollback } };
}

/** The service with the limits of these metrics only; one without a limit of its own may not become worse. */
function judgedBy(
  { monitors }: Project,
  service: string,
  config: Service,
  metrics: readonly string[],
): Service | PlanRefusal {
  const [only, ...others] = Object.keys(monitors);
  const monitor = config.analysis?.monitor ?? (others.length === 0 ? only : undefined);
  const found = monitor === undefined ? undefined : monitors[monitor];
  if (monitor === undefined || found === undefined) return { code: 'monitor_missing', service };
  const known = metricsOf(found);
  const unknown = known === null ? undefined : metrics.find((metric) => !known.includes(metric));
  if (known !== null && unknown !== undefined) return { code: 'unknown_metric', metric: unknown, known };
  const limits = metrics.flatMap((metric) => {
    const own = (config.analysis?.limits ?? []).filter((limit) => limit.trim().split(/[\s<>]/)[0] === metric);
    return own.length === 0 ? [`${metric} worse`] : own;
  });
  const policy = config.analysis ?? AnalysisPolicy.parse({ monitor, limits });
  return { ...config, analysis: { ...policy, monitor, limits } };
}

function refused(refusal: PlanRefusal): SettledProject {
  return { kind: 'refused', refusal };
}
