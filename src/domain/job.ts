import { z } from 'zod';
import { Actor } from './actor.ts';
import { Name, ReleaseId, StepId } from './ids.ts';
import { MoveRequest } from './moves/move.ts';

/** Where the answer to a person goes. */
export const ReplyTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('response_url'), url: z.string(), user: z.string(), channel: z.string() }),
  z.strictObject({ kind: z.literal('channel'), channel: z.string(), user: z.string() }),
  /** The answer is the job's return value; the command line waits for it. */
  z.strictObject({ kind: z.literal('return') }),
]);
export type ReplyTo = z.infer<typeof ReplyTo>;

/** What a person asked for with `/release`, already parsed. */
export const ProposeRequest = z.strictObject({
  project: Name,
  /** An exact version, or the kind of step from the previous one, or the one the commits suggest. */
  version: z.union([
    z.strictObject({ exact: z.string() }),
    z.strictObject({ bump: z.enum(['major', 'minor', 'patch', 'suggested']) }),
  ]),
  services: z.array(Name).nullable(),
  environments: z.array(Name).nullable(),
  strategy: Name.nullable(),
  /** Reason for overriding the rule that a minor or patch holds no breaking change. */
  breakingChangeReason: z.string().max(1_000).nullable(),
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

const asked = { actor: Actor, replyTo: ReplyTo, channel: z.string().nullable() } as const;

/** Every job there is, by `name`. Parsed on the way out of the queue, too. */
export const Job = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('propose'), id: ReleaseId, request: ProposeRequest, ...asked }),
  z.strictObject({ name: z.literal('request-rollback'), id: ReleaseId, request: RollbackRequest, ...asked }),
  z.strictObject({ name: z.literal('act'), request: MoveRequest, ...asked }),
  z.strictObject({
    name: z.literal('answer'),
    question: z.strictObject({
      kind: z.enum(['status', 'why']),
      project: Name.nullable(),
      release: ReleaseId.nullable(),
    }),
    ...asked,
  }),
  z.strictObject({ name: z.literal('advance'), release: ReleaseId }),
  z.strictObject({ name: z.literal('run-step'), release: ReleaseId, step: StepId, attempt: z.number().int().min(1) }),
  z.strictObject({ name: z.literal('render'), release: ReleaseId }),
  z.strictObject({ name: z.literal('publish-home'), user: z.string() }),
  z.strictObject({ name: z.literal('fill-release-modal'), externalId: z.string(), project: Name, user: z.string() }),
  z.strictObject({
    name: z.literal('fill-rollback-modal'),
    externalId: z.string(),
    project: Name,
    user: z.string(),
    environment: Name.nullable(),
    services: z.array(Name).nullable(),
    version: z.string().nullable(),
  }),
  z.strictObject({ name: z.literal('sweep') }),
]);
export type Job = z.infer<typeof Job>;
/** The name of a job, which tells who handles it. */
export type JobName = Job['name'];
