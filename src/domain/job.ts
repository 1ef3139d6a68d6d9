import { z } from 'zod';
import { Actor } from './actor.ts';
import { Digest, Name, ReleaseId, StepId } from './ids.ts';
import { MoveRequest } from './moves/move.ts';
import { MoveWish } from './moves/move-wish.ts';
import { Audience } from './notes/audience.ts';
import { RolloutSettings } from './plan/rollout-settings.ts';
import { ChangelogEditRequest } from './requests/changelog-edit-request.ts';
import { ChangelogRequest } from './requests/changelog-request.ts';
import { NotesRequest } from './requests/notes-request.ts';
import { ReleasePlanRequest } from './requests/release-plan-request.ts';
import { RollbackPlanRequest } from './requests/rollback-plan-request.ts';
import { TagRequest } from './requests/tag-request.ts';
import { ValidationRequest } from './requests/validation-request.ts';
import { VersionBumpRequest } from './requests/version-bump-request.ts';
import { VersionRequest } from './requests/version-request.ts';
import { Version } from './version/version.ts';
import { WebhookHint } from './webhooks/webhook-hint.ts';

/** Where the answer to a person goes. */
export const ReplyTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('response_url'), url: z.string(), user: z.string(), channel: z.string() }),
  z.strictObject({
    kind: z.literal('channel'),
    channel: z.string(),
    user: z.string(),
    /** The thread it was asked in. */
    threadTs: z.string().optional(),
  }),
  /** Where there is no channel: a direct message. */
  z.strictObject({ kind: z.literal('direct'), user: z.string() }),
  /** The answer is the job's return value; the command line waits for it. */
  z.strictObject({ kind: z.literal('return') }),
]);
export type ReplyTo = z.infer<typeof ReplyTo>;

/** What a person asked for with `/release`, already parsed. */
export const ProposeRequest = z.strictObject({
  project: Name,
  /** There when the way there and back is to be rehearsed in one environment and nothing released. */
  intent: z.literal('rehearsal').exactOptional(),
  /** An exact version, or the kind of step from the previous one, or the one the commits suggest. */
  version: z.union([
    z.strictObject({ exact: z.string() }),
    z.strictObject({ bump: z.enum(['major', 'minor', 'patch', 'hotfix', 'suggested']) }),
  ]),
  services: z.array(Name).nullable(),
  environments: z.array(Name).nullable(),
  strategy: Name.nullable(),
  /** Reason for overriding the rule that a minor or patch holds no breaking change. */
  breakingChangeReason: z.string().max(1_000).nullable(),
  /** Reason for releasing services in spite of their open circuit breaker. */
  breakerReason: z.string().max(1_000).exactOptional(),
  /** What is asked for in place of what the environments are configured with. */
  settings: RolloutSettings.exactOptional(),
});
export type ProposeRequest = z.infer<typeof ProposeRequest>;

/** What a person asked for with `/rollback`, already parsed. */
export const RollbackRequest = z.strictObject({
  project: Name,
  environment: Name.nullable(),
  services: z.array(Name).nullable(),
  /** The version to go back to; null is the one before. */
  version: z.string().nullable(),
  reason: z.string().min(1).max(1_000),
});
export type RollbackRequest = z.infer<typeof RollbackRequest>;

/** Who opened a form, and the channel it was opened from. */
const opened = { user: z.string(), channel: z.string().nullable() } as const;

const asked = { actor: Actor, replyTo: ReplyTo, channel: z.string().nullable() } as const;

/** A command about a repository: its id names what it publishes, so that a repeat publishes nothing again. */
const published = { id: z.string().min(1).max(200), ...asked } as const;

/** Every job there is, by `name`. Parsed on the way out of the queue, too. */
export const Job = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('propose'), id: ReleaseId, request: ProposeRequest, ...asked }),
  z.strictObject({ name: z.literal('request-rollback'), id: ReleaseId, request: RollbackRequest, ...asked }),
  z.strictObject({ name: z.literal('release-validation'), id: ReleaseId, request: ValidationRequest, ...asked }),
  /** A press of a button, or a move asked for in words. */
  z.strictObject({ name: z.literal('act'), request: z.union([MoveRequest, MoveWish]), ...asked }),
  z.strictObject({
    name: z.literal('answer'),
    question: z.strictObject({
      kind: z.enum(['status', 'why', 'help', 'tally']),
      project: Name.nullable(),
      release: ReleaseId.nullable(),
      version: Version.nullable(),
    }),
    ...asked,
  }),
  z.strictObject({ name: z.literal('semantic-version'), request: VersionRequest, ...published }),
  z.strictObject({ name: z.literal('changelog-generate'), request: ChangelogRequest, ...published }),
  z.strictObject({ name: z.literal('changelog-edit'), request: ChangelogEditRequest, ...published }),
  z.strictObject({ name: z.literal('version-bump'), request: VersionBumpRequest, ...published }),
  z.strictObject({ name: z.literal('release-notes'), request: NotesRequest, ...published }),
  z.strictObject({ name: z.literal('tag-release'), request: TagRequest, ...published }),
  z.strictObject({ name: z.literal('release-plan'), request: ReleasePlanRequest, ...published }),
  z.strictObject({ name: z.literal('rollback-plan'), request: RollbackPlanRequest, ...published }),
  /** The notes of an audience in the words a person typed; `base` is the digest of what they saw. */
  z.strictObject({
    name: z.literal('edit-notes'),
    release: ReleaseId,
    audience: Audience,
    text: z.string().max(200_000),
    base: Digest.nullable(),
    ...asked,
  }),
  z.strictObject({
    name: z.literal('fill-notes-modal'),
    externalId: z.string(),
    release: ReleaseId,
    audience: Audience.nullable(),
    ...opened,
  }),
  z.strictObject({ name: z.literal('advance'), release: ReleaseId }),
  z.strictObject({
    name: z.literal('run-step'),
    release: ReleaseId,
    step: StepId,
    attempt: z.number().int().min(1),
    /** A look at a pending step before its time, which something outside asked for. */
    early: z.literal(true).exactOptional(),
  }),
  z.strictObject({ name: z.literal('webhook-hint'), hint: WebhookHint }),
  z.strictObject({ name: z.literal('render'), release: ReleaseId }),
  z.strictObject({ name: z.literal('publish-home'), user: z.string() }),
  z.strictObject({
    name: z.literal('fill-release-modal'),
    externalId: z.string(),
    project: Name,
    /** Services whose version is meant, where not all share one. */
    services: z.array(Name).nullable().default(null),
    ...opened,
  }),
  z.strictObject({
    name: z.literal('fill-rollback-modal'),
    externalId: z.string(),
    project: Name,
    ...opened,
    environment: Name.nullable(),
    services: z.array(Name).nullable(),
    version: z.string().nullable(),
  }),
  z.strictObject({ name: z.literal('sweep') }),
]);
export type Job = z.infer<typeof Job>;
/** The name of a job, which tells who handles it. */
export type JobName = Job['name'];
