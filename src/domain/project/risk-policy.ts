import { z } from 'zod';
import { WorkingHours } from '../risk/working-hours.ts';

/** What the risk of a release is reckoned with. */
export const RiskPolicy = z.strictObject({
  hours: WorkingHours.prefault({}).describe('When people are there to see to a release.'),
});
export type RiskPolicy = z.infer<typeof RiskPolicy>;
