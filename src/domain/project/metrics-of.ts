import { builtInMetrics } from '../analysis/metric.ts';
import type { MonitorConfig } from './monitor.ts';

/** The metrics a monitor has by name, its own queries among them; null where any name may be one. */
export function metricsOf(monitor: MonitorConfig): readonly string[] | null {
  if (monitor.kind === 'json') return null;
  const usual = Object.keys(builtInMetrics).filter((metric) => metric !== 'saturation' || tellsSaturation(monitor));
  return [...new Set([...usual, ...Object.keys(monitor.queries)])];
}

/** Datadog tells it where its gauge is named, New Relic by a query of one's own only. */
function tellsSaturation(monitor: Exclude<MonitorConfig, { kind: 'json' }>): boolean {
  return monitor.kind === 'prometheus' || (monitor.kind === 'datadog' && monitor.saturation !== undefined);
}
