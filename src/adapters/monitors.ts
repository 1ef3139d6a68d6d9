import { digestOf } from '#domain/digest.ts';
import type { MonitorConfig } from '#domain/project/monitor.ts';
import type { Monitor, Monitors } from '#ports/monitor.ts';
import { createDatadogMonitor } from './datadog/datadog-monitor.ts';
import type { Fetch } from './http/bounded-fetch.ts';
import { createJsonMonitor } from './json-monitor/json-monitor.ts';
import { createNewrelicMonitor } from './newrelic/newrelic-monitor.ts';
import { createPrometheusMonitor } from './prometheus/prometheus-monitor.ts';

export type MonitorsOptions = {
  /** Where tokens are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly fetch?: Fetch;
};

/** Makes monitors by their configuration. Equal configurations share one. */
export function createMonitors(options: MonitorsOptions): Monitors {
  const made = new Map<string, Monitor>();
  return {
    of(config) {
      const digest = digestOf(config);
      const monitor = made.get(digest) ?? createMonitor(config, options);
      made.set(digest, monitor);
      return monitor;
    },
  };
}

function createMonitor(config: MonitorConfig, options: MonitorsOptions): Monitor {
  switch (config.kind) {
    case 'prometheus':
      return createPrometheusMonitor(config, options);
    case 'datadog':
      return createDatadogMonitor(config, options);
    case 'newrelic':
      return createNewrelicMonitor(config, options);
    case 'json':
      return createJsonMonitor(config, options);
  }
}
