import { z } from 'zod';
import { Digest, Millis, Name, ReleaseId, Sha } from '../ids.ts';
import { Migration } from '../migrations/migration.ts';
import { Audience } from '../notes/audience.ts';
import { PlannedOtherwise } from '../recommendation/recommendation.ts';
import { Risk } from '../risk/risk.ts';
import { Intent } from './intent.ts';
import { Neighbour } from './neighbour.ts';
import { PlannedRollback } from './planned-rollback.ts';
import { RolloutSettings } from './rollout-settings.ts';
import { Step } from './step.ts';

/** What ran where when the plan was made: the place a rollback leads back to. Null: nothing ran. */
export const Baseline = z.strictObject({
  environment: Name,
  service: Name,
  version: z.string().nullable(),
  /** How many instances the service was meant to have; absent where its deployer does not tell, and in older plans. */
  instances: z.number().int().min(1).exactOptional(),
});
export type Baseline = z.infer<typeof Baseline>;

/** One commit of the range, as the card and an approver need it. */
export const PlannedCommit = z.strictObject({
  sha: Sha,
  /** Type of Conventional Commits 1.0.0, or null. */
  type: z.string().nullable(),
  subject: z.string(),
  author: z.string(),
  breaking: z.boolean(),
});
export type PlannedCommit = z.infer<typeof PlannedCommit>;

/** A rule that was broken on purpose by someone who may. It stays marked for ever. */
export const Override = z.strictObject({
  rule: z.enum(['breaking_change_in_minor', 'breaker']),
  by: z.string(),
  role: Name,
  reason: z.string(),
});
export type Override = z.infer<typeof Override>;

/**
 * A release as data: what, from where, through which steps, and the way back. Its digest is what people approve, so everything that
 * changes what would happen is in here.
 */
export const Plan = z.strictObject({
  intent: Intent,
  /** 1 for the first plan of a release; each new plan counts up. */
  revision: z.number().int().min(1),
  project: Name,
  version: z.string(),
  /** The service or group whose version it is; absent where the version is the project's. */
  unit: Name.exactOptional(),
  /** There when the release was asked for as a hotfix, which holds fixes only. */
  hotfix: z.literal(true).exactOptional(),
  /** The release before (for a rollback: the version that is taken away). */
  previous: z.string().nullable(),
  tag: z.string(),
  branch: z.string(),
  /** The commit that was proposed. */
  source: Sha,
  /** The commit of the previous release's tag. */
  since: Sha.nullable(),
  /** Head of the branch that people decided to leave out, if any. */
  leftOut: Sha.nullable(),
  /** There when the version had its tag before: the release that tagged it, and the commit it tagged, which is what goes out. */
  tagged: z.strictObject({ release: ReleaseId, commit: Sha }).exactOptional(),
  services: z.array(Name).min(1),
  /** Empty where nothing is deployed. */
  environments: z.array(Name),
  /** The strategy a person chose for every environment; absent where each has its own. */
  strategy: Name.optional(),
  /** What a person asked for instead of what the environments are configured with; absent where nothing. */
  settings: RolloutSettings.exactOptional(),
  baseline: z.array(Baseline),
  /** At most the newest 200; `commitCount` is the whole number. */
  commits: z.array(PlannedCommit),
  commitCount: z.number().int().nonnegative(),
  /** Lower-case e-mail addresses of the authors in the range. */
  authors: z.array(z.string()),
  /** The generated Keep a Changelog section. */
  changelog: z.string(),
  /** The generated release notes, Markdown: those of the forge page, and of the thread where `notesFor` is absent. */
  notes: z.string(),
  /** The generated notes of each audience that is told in the thread, in that order; absent in older plans. */
  notesFor: z.array(z.strictObject({ audience: Audience, text: z.string() })).optional(),
  /** Whose notes are on the forge page. */
  notesForge: Audience.optional(),
  /** The database migrations of the range, at most 200; absent where it has none. */
  migrations: z.array(Migration).optional(),
  overrides: z.array(Override),
  /** Services beside it that differ between its last two environments, as it was proposed; absent where none does. */
  neighbours: z.array(Neighbour).exactOptional(),
  /** How risky it is, as weighed when it was proposed; absent in older plans and in rollbacks. */
  risk: Risk.exactOptional(),
  /** Services that go another way than recommended; absent where none does. */
  plannedOtherwise: z.array(PlannedOtherwise).exactOptional(),
  /** The rehearsal that covers it, and how long its way back took; absent where there was none. */
  rehearsed: z.strictObject({ release: ReleaseId, environment: Name, at: Millis, tookBack: Millis }).exactOptional(),
  configDigest: Digest,
  rollback: PlannedRollback,
  managers: z.array(Name),
  steps: z.array(Step).min(1),
  rollbackSteps: z.array(Step),
});
export type Plan = z.infer<typeof Plan>;
