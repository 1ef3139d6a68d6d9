import type { Random } from './random.ts';

/** How often what goes wrong in one world. Each world has its own, so that some runs are all deaths and others all second thoughts. */
export type Temperament = {
  /** A worker dies, before its effect or after it. */
  readonly deaths: number;
  /** What a dead worker had in hand turns up when another attempt has long begun. */
  readonly ghosts: number;
  /** A build, a check or a deployment fails. */
  readonly failures: number;
  /** A transient fault, before the effect or after it. */
  readonly blips: number;
  /** A deployment that cannot be asked after. */
  readonly unknowns: number;
  /** A deployment takes its time. */
  readonly slowness: number;
  /** A service falls ill, at its deployment or later. */
  readonly illness: number;
  /** Commits arrive or the configuration changes. */
  readonly changes: number;
  /** Somebody else pushes the tag. */
  readonly strangers: number;
  /** People press what ends a release. */
  readonly endings: number;
  /** How much of the time people press anything. */
  readonly presses: number;
  /** Hours instead of seconds go by. */
  readonly leaps: number;
};

/** Draws a temperament: every rate is none, low or high, each on its own. */
export function drawTemperament(random: Random): Temperament {
  return {
    deaths: random.pick([0, 0.05, 0.2]),
    ghosts: random.pick([0, 0.5]),
    failures: random.pick([0, 0.03, 0.12]),
    blips: random.pick([0, 0.05, 0.15]),
    unknowns: random.pick([0, 0.1, 0.4]),
    slowness: random.pick([0, 0, 0.8]),
    illness: random.pick([0, 0.05, 0.2]),
    changes: random.pick([0, 0.03, 0.1]),
    strangers: random.pick([0, 0, 0.02]),
    endings: random.pick([0, 0.03, 0.3]),
    presses: random.pick([0.05, 0.15, 0.25]),
    leaps: random.pick([0, 0.05, 0.3]),
  };
}
