import { parseLimit } from '#domain/analysis/limit.ts';
import { checkPlaceholders } from '#domain/placeholders.ts';
import { metricsOf } from '#domain/project/metrics-of.ts';
import type { MonitorConfig } from '#domain/project/monitor.ts';
import type { Project } from '#domain/project/project.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Placeholders of the queries of a monitor. */
export const queryPlaceholders = ['service', 'environment', 'version'] as const;

/** Monitors that nobody can ask, and analyses by monitors, metrics or limits there are not. */
export function checkAnalyses(at: ConfigPath, { monitors, services }: Project): readonly Finding[] {
  const names = Object.keys(monitors);
  const ofMonitors = Object.entries(monitors).flatMap(([name, config]) =>
    checkMonitor([...at, 'monitors', name], config),
  );
  const ofServices = Object.entries(services).flatMap(([name, { analysis }]): Finding[] => {
    if (analysis === undefined) return [];
    const path = [...at, 'services', name, 'analysis'];
    const isKnown = names.includes(analysis.monitor);
    const message = `unknown monitor "${analysis.monitor}"; ${suggestion(analysis.monitor, names)}`;
    const unknown: Finding[] = isKnown ? [] : [{ path: [...path, 'monitor'], at: 'value', message }];
    const monitor = isKnown ? monitors[analysis.monitor] : undefined;
    const metrics = monitor === undefined ? null : metricsOf(monitor);
    const limits = analysis.limits.flatMap((limit, index) => checkLimit([...path, 'limits', index], limit, metrics));
    return [...unknown, ...limits];
  });
  return [...ofMonitors, ...ofServices];
}

function checkLimit(path: ConfigPath, text: string, metrics: readonly string[] | null): Finding[] {
  const parsed = parseLimit(text);
  if (parsed.kind === 'invalid') return [{ path, at: 'value', message: parsed.why }];
  const { metric } = parsed.limit;
  if (metrics === null || metrics.includes(metric)) return [];
  return [{ path, at: 'value', message: `the monitor has no metric "${metric}"; ${suggestion(metric, metrics)}` }];
}

function checkMonitor(at: ConfigPath, config: MonitorConfig): Finding[] {
  if (config.kind === 'json') {
    const unknown = checkPlaceholders(config.url, ['metric', ...queryPlaceholders]);
    if (unknown !== null) return [{ path: [...at, 'url'], at: 'value', message: unknown.why }];
    const isAddress = URL.canParse(config.url) && /^https?:$/.test(new URL(config.url).protocol);
    return isAddress ? [] : [{ path: [...at, 'url'], at: 'value', message: 'expected an http or https address' }];
  }
  return textsOf(config).flatMap(({ path, text }): Finding[] => {
    const unknown = checkPlaceholders(text, queryPlaceholders);
    return unknown === null ? [] : [{ path: [...at, ...path], at: 'value', message: unknown.why }];
  });
}

type Text = { readonly path: ConfigPath; readonly text: string };

/** Every text of a monitor that placeholders are filled in. */
function textsOf(config: Exclude<MonitorConfig, { kind: 'json' }>): readonly Text[] {
  const { kind } = config;
  if (kind === 'newrelic') return [...named(['queries'], config.queries), ...named([], { where: config.where })];
  const selector = kind === 'datadog' ? { tags: config.tags } : { selector: config.selector };
  const queries = Object.entries(config.queries).flatMap(([name, query]) => named(['queries', name], query));
  return [...queries, ...named([], selector)];
}

function named(path: ConfigPath, texts: Readonly<Record<string, string | undefined>>): readonly Text[] {
  return Object.entries(texts).flatMap(([key, text]) => (text === undefined ? [] : [{ path: [...path, key], text }]));
}
