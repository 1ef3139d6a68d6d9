import { z } from 'zod';
import { Duration } from '../duration.ts';
import { RiskLevel } from '../risk/risk.ts';

/** The kinds of applications that have a usual answer to how they are rolled out. */
export const applicationTypes = ['e-commerce', 'banking', 'internal', 'batch', 'static'] as const;

/** What a service is for, as far as it says how it is best rolled out. */
export const Application = z.strictObject({
  type: z.enum(applicationTypes).describe('What kind of application it is.'),
  criticality: RiskLevel.optional().describe('How bad a failure would be; as usual for its type when left out.'),
  downtime: Duration.optional().describe(
    'How long it may be away during a release, such as 0s or 5m; as usual for its type when left out.',
  ),
});
export type Application = z.infer<typeof Application>;
