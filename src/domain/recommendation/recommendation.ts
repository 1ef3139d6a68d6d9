import { z } from 'zod';
import { Millis, Name } from '../ids.ts';
import { applicationTypes } from '../project/application.ts';
import { RiskLevel } from '../risk/risk.ts';

/** Why a strategy is recommended. A template words them; the codes are stable. */
export const RecommendationReason = z.enum([
  'no_downtime',
  'some_downtime',
  'critical',
  'raised_by_risk',
  'deployer_cannot',
]);
export type RecommendationReason = z.infer<typeof RecommendationReason>;

/** A strategy that fits, and why. */
export const Recommendation = z.strictObject({
  /** The way to go as people call it; its strategy may have another name. */
  name: z.string(),
  strategy: Name,
  type: z.enum(applicationTypes),
  level: RiskLevel,
  downtime: Millis,
  reasons: z.array(RecommendationReason),
  /** What would fit best, where the deployer can do only less. */
  best: z.string(),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** A service that goes another way than recommended. */
export const PlannedOtherwise = z.strictObject({ service: Name, planned: Name, recommended: Recommendation });
export type PlannedOtherwise = z.infer<typeof PlannedOtherwise>;
