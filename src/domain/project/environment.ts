import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';
import { CommandLine } from './deployer-config.ts';

/** `count` different people, each holding one of `roles`. One person fills one seat of one rule. */
export const ApprovalRule = z.strictObject({
  roles: z.array(Name).min(1).describe('Roles whose members may fill a seat.'),
  count: z.number().int().min(1).max(20).default(1).describe('Seats to fill.'),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

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
    'How services are brought to the new version: sequential or immediate.',
  ),
  waitBetween: Duration.default(0).describe('Pause between one service and the next.'),
  approvals: z.array(ApprovalRule).default([]).describe('Who must approve before this environment is entered.'),
  selfApproval: z.boolean().default(false).describe('Whether the requester may approve.'),
  authorApproval: z.boolean().default(false).describe('Whether an author of a released commit may approve.'),
  approvalExpires: Duration.default(86_400_000).describe('Age at which an approval no longer counts.'),
  checks: z.array(Check).default([]).describe('Checks that must pass before this environment is entered.'),
});
export type Environment = z.infer<typeof Environment>;
