import { z } from 'zod';

/** How risky a release is, the least first. */
export const riskLevels = ['low', 'medium', 'high', 'critical'] as const;
/** One of them. */
export const RiskLevel = z.enum(riskLevels);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** What is looked at, in the order it is told. */
export const riskFactors = ['changes', 'migrations', 'breaking', 'age', 'failures', 'hour'] as const;
/** One of them. */
export const RiskFactor = z.enum(riskFactors);
export type RiskFactor = z.infer<typeof RiskFactor>;

/** One line of the reckoning: how many points for what was found. */
export const RiskLine = z.strictObject({
  factor: RiskFactor,
  points: z.number().int().min(0).max(100),
  /** Commits, migrations, breaking changes, days since the last release or failures; null where it is not known. */
  value: z.number().int().nonnegative().nullable(),
  /** For failures: of how many releases. */
  of: z.number().int().nonnegative().nullable(),
  /** For the hour: where in the week it is. */
  hour: z.enum(['working', 'last-day', 'outside']).nullable(),
});
export type RiskLine = z.infer<typeof RiskLine>;

/** The risk of a release: a score of 0 to 100, which is the sum of its lines, and the level it stands for. */
export const Risk = z.strictObject({
  score: z.number().int().min(0).max(100),
  level: RiskLevel,
  lines: z.array(RiskLine),
});
export type Risk = z.infer<typeof Risk>;

/** Whether a level is at least another. */
export function isAtLeast(level: RiskLevel, least: RiskLevel): boolean {
  return riskLevels.indexOf(level) >= riskLevels.indexOf(least);
}
