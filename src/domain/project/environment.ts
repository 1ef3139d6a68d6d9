import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';
import { isSameJson } from '../same-json.ts';
import { CommandLine } from './deployer-config.ts';

/** `count` different people, each holding one of `roles`. One person fills one seat of one rule. */
export const ApprovalRule = z.strictObject({
  roles: z.array(Name).min(1).describe('Roles whose members may fill a seat.'),
  count: z.number().int().min(1).max(20).default(1).describe('Seats to fill.'),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

const Percent = z.number().int().min(1).max(100);

/** A number of instances that are replaced at a time. */
const BatchSize = z.number().int().min(1).max(1_000);

/** Shares in percent, each greater than the one before; the whole is added where it is left out. */
const Shares = z
  .array(Percent)
  .min(1)
  .max(20)
  .refine((shares) => shares.every((share, index) => index === 0 || share > (shares[index - 1] ?? 0)), {
    message: 'expected shares that grow, such as [5, 20, 50, 100]',
  });

const usualBatches = [25, 50, 100];

/** How a rolling update goes. */
export const RollingPolicy = z
  .strictObject({
    batches: Shares.default(usualBatches).describe('Shares of the instances that are replaced, in percent.'),
    batchSize: BatchSize.optional().describe(
      'Number of instances that are replaced at a time, in place of shares; by `batches` when left out.',
    ),
  })
  .refine(({ batches, batchSize }) => batchSize === undefined || isSameJson(batches, usualBatches), {
    message: 'expected batches (shares in percent) or batchSize (a number of instances), not both',
  });

/** How a canary goes. */
export const CanaryPolicy = z.strictObject({
  steps: Shares.default([5, 20, 50, 100]).describe('Shares of the traffic the version gets, in percent.'),
  bake: Duration.default(600_000).describe('Time each share is watched before the next.'),
  baseline: z
    .boolean()
    .optional()
    .describe(
      'Whether a fresh deployment of the old version runs beside each share of at most 50 %, for the analysis to compare with; off when left out.',
    ),
  promotion: z
    .enum(['automatic', 'button'])
    .default('automatic')
    .describe('Whether a canary goes on by itself, or when somebody presses the button.'),
  roles: z
    .array(Name)
    .default([])
    .describe('Roles that may press it; those that approve for the environment, else the managers, when left out.'),
});

/** How a blue-green pair goes. */
export const BlueGreenPolicy = z.strictObject({
  keep: Duration.default(1_800_000).describe('Time the old side is kept, in which the way back is a switch.'),
});

/** A check that must pass before an environment is entered. */
export const Check = z.strictObject({
  name: Name.describe('Name of the check, shown on the card.'),
  command: CommandLine.describe('Runs in a checkout of the release commit; exit code 0 passes.'),
});
export type Check = z.infer<typeof Check>;

/** Where services run, with what must be true before and while a release is rolled out there. */
export const Environment = z.strictObject({
  name: Name.describe('Name of the environment, such as staging.'),
  strategy: Name.default('sequential').describe(
    'How services are brought to the new version: sequential, immediate, rolling, canary, blue-green or blue-green-canary.',
  ),
  waitBetween: Duration.default(0).describe('Pause between one service and the next.'),
  bake: Duration.default(0).describe('Time a service is analysed after it was moved, before the next one.'),
  wave: Percent.default(1).describe(
    'Share of the services, in percent, that may be moved at the same time; never all of them, and always one.',
  ),
  rolling: RollingPolicy.prefault({}).describe('How a rolling update goes here.'),
  canary: CanaryPolicy.prefault({}).describe('How a canary goes here.'),
  blueGreen: BlueGreenPolicy.prefault({}).describe('How a blue-green pair goes here.'),
  approvals: z.array(ApprovalRule).default([]).describe('Who must approve before this environment is entered.'),
  approvalsAtRisk: z
    .strictObject({
      low: z.array(ApprovalRule).optional().describe('Who must approve besides at any risk.'),
      medium: z.array(ApprovalRule).optional().describe('Who must approve besides from a medium risk on.'),
      high: z.array(ApprovalRule).optional().describe('Who must approve besides from a high risk on.'),
      critical: z.array(ApprovalRule).optional().describe('Who must approve besides at a critical risk.'),
    })
    .default({})
    .describe('Who must approve besides, from a level of risk on: low, medium, high or critical.'),
  selfApproval: z.boolean().default(false).describe('Whether the requester may approve.'),
  authorApproval: z.boolean().default(false).describe('Whether an author of a released commit may approve.'),
  approvalExpires: Duration.default(86_400_000).describe('Age at which an approval no longer counts.'),
  rehearsal: z
    .strictObject({
      within: Duration.describe('Age at which a rehearsal no longer counts, such as 7d.'),
    })
    .optional()
    .describe('Demands that a release was rehearsed before it is proposed for this environment; not when left out.'),
  validation: z
    .strictObject({
      checks: z
        .array(Name)
        .default([])
        .describe('Checks that must have passed in it; when left out, it must have found the version ready.'),
      within: Duration.describe('Age at which a validation no longer counts, such as 7d.'),
    })
    .optional()
    .describe('Demands that a release was validated before approval is asked for here; not when left out.'),
  checks: z.array(Check).default([]).describe('Checks that must pass before this environment is entered.'),
});
export type Environment = z.infer<typeof Environment>;
