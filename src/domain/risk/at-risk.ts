import { z } from 'zod';
import type { Step } from '../plan/step.ts';
import { RiskLevel } from './risk.ts';

/** What an approval gate says of the people it asks because of the risk. */
const AtRisk = z.object({ score: z.number(), level: RiskLevel, roles: z.array(z.string()) });
export type AtRisk = z.infer<typeof AtRisk>;

/** Whom a gate asks besides, and at which risk; null where it asks nobody more than usual. */
export function atRiskOf({ params }: Step): AtRisk | null {
  const parsed = AtRisk.safeParse(params.atRisk);
  return parsed.success ? parsed.data : null;
}
