import type { Series } from '#domain/analysis/series.ts';
import type { Millis } from '#domain/ids.ts';
import type { MonitorConfig } from '#domain/project/monitor.ts';

/** One metric of one version of a service, over a time. */
export type MetricWindow = {
  readonly metric: string;
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly from: Millis;
  readonly to: Millis;
  /** Milliseconds between two points. */
  readonly step: Millis;
};

export type Measurement =
  /** Oldest first; empty where the monitor knows of nothing. */
  | { readonly kind: 'series'; readonly series: Series }
  /** The value as of now and nothing of the past: whoever asks keeps what came before. */
  | { readonly kind: 'point'; readonly series: Series }
  /** It could not be asked, or not like this; another look may do. */
  | { readonly kind: 'unavailable'; readonly why: string };

/** Measures. One adapter per vendor; never throws for what the other side does. */
export type Monitor = {
  measure(window: MetricWindow): Promise<Measurement>;
  /** Whether it can be reached at all, for the doctor. */
  check(): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>;
};

/** Gives the monitor of a configuration. */
export type Monitors = { of(config: MonitorConfig): Monitor };
