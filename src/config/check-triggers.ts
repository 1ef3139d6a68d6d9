import { parseLimit } from '#domain/analysis/limit.ts';
import { monitorOf } from '#domain/plan/planned-triggers.ts';
import { metricsOf } from '#domain/project/metrics-of.ts';
import type { Project } from '#domain/project/project.ts';
import { isMeasured, limitOf, type MeasuredTrigger } from '#domain/project/rollback-trigger.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Triggers of rollbacks that nobody could measure: by monitors, services, metrics or limits there are not. */
export function checkTriggers(at: ConfigPath, project: Project): readonly Finding[] {
  return project.rollback.triggers.flatMap((trigger, index) =>
    isMeasured(trigger) ? checkTrigger([...at, 'rollback', 'triggers', index], project, trigger) : [],
  );
}

function checkTrigger(path: ConfigPath, project: Project, trigger: MeasuredTrigger): readonly Finding[] {
  const services = Object.keys(project.services);
  const found = (key: string, message: string): Finding => ({ path: [...path, key], at: 'value', message });
  const monitors = Object.keys(project.monitors);
  const { monitor } = trigger;
  if (monitor !== undefined && !monitors.includes(monitor))
    return [found('monitor', `unknown monitor "${monitor}"; ${suggestion(monitor, monitors)}`)];
  const stranger = trigger.services?.find((service) => !services.includes(service));
  if (stranger !== undefined)
    return [found('services', `unknown service "${stranger}"; ${suggestion(stranger, services)}`)];
  const parsed = parseLimit(limitOf(trigger));
  if (parsed.kind === 'invalid') return [found('limit', parsed.why)];
  const { metric } = parsed.limit;
  for (const service of trigger.services ?? services) {
    const name = monitorOf(project, trigger, service);
    if (name === null)
      return [found('when', `no monitor can be asked for ${service}: name one of the project’s monitors with monitor`)];
    const config = project.monitors[name];
    const known = config === undefined ? null : metricsOf(config);
    if (known !== null && !known.includes(metric))
      return [found('when', `the monitor ${name} has no metric "${metric}"; ${suggestion(metric, known)}`)];
  }
  return [];
}
