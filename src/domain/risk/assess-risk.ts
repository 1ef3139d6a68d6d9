import type { Risk, RiskLevel, RiskLine } from './risk.ts';

/** What the risk of a release is reckoned from. */
export type RiskFacts = {
  readonly changes: number;
  readonly migrations: number;
  readonly breaking: number;
  /** Whole days since the release before; null for the first. */
  readonly days: number | null;
  /** The last releases of these services: how many there were, and how many of them failed. */
  readonly failures: { readonly failed: number; readonly of: number };
  readonly hour: NonNullable<RiskLine['hour']>;
};

/** A score of 0 to 100 with the line that each part of it comes from. Pure: equal facts give an equal risk. */
export function assessRisk(facts: RiskFacts): Risk {
  const { changes, migrations, breaking, days, failures, hour } = facts;
  const lines: readonly RiskLine[] = [
    line(
      'changes',
      pointsFor(changes, [
        [51, 20],
        [21, 14],
        [6, 8],
        [1, 2],
      ]),
      changes,
    ),
    line(
      'migrations',
      pointsFor(migrations, [
        [2, 20],
        [1, 12],
      ]),
      migrations,
    ),
    line(
      'breaking',
      pointsFor(breaking, [
        [2, 20],
        [1, 12],
      ]),
      breaking,
    ),
    line(
      'age',
      days === null
        ? 10
        : pointsFor(days, [
            [31, 10],
            [8, 5],
          ]),
      days,
    ),
    { ...line('failures', failurePoints(failures), failures.failed), of: failures.of },
    { ...line('hour', hourPoints[hour], null), hour },
  ];
  const score = lines.reduce((sum, { points }) => sum + points, 0);
  return { score, level: levelOf(score), lines: [...lines] };
}

/** Below 25 is low, below 50 medium, below 75 high, the rest critical. */
export function levelOf(score: number): RiskLevel {
  if (score < 25) return 'low';
  if (score < 50) return 'medium';
  return score < 75 ? 'high' : 'critical';
}

const hourPoints = { working: 0, 'last-day': 5, outside: 10 } as const;

/** At most 20, by the share that failed. Of releases nobody has made there is nothing to say. */
function failurePoints({ failed, of }: RiskFacts['failures']): number {
  return of === 0 ? 0 : Math.round((20 * failed) / of);
}

/** The points of the first threshold that is reached, the highest first. */
function pointsFor(value: number, steps: readonly (readonly [least: number, points: number])[]): number {
  return steps.find(([least]) => value >= least)?.[1] ?? 0;
}

function line(factor: RiskLine['factor'], points: number, value: number | null): RiskLine {
  return { factor, points, value, of: null, hour: null };
}
