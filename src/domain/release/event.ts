import { z } from 'zod';
import { Actor } from '../actor.ts';
import { VerdictTable } from '../analysis/verdict-table.ts';
import { Digest, Json, Millis, Name, ReleaseId, Sha, StepId } from '../ids.ts';
import { Audience } from '../notes/audience.ts';
import { Plan } from '../plan/plan.ts';

const reason = z.string().max(1_000);
const ofStep = { step: StepId, attempt: z.number().int().min(1) } as const;
const problem = z.strictObject({ code: z.string(), message: z.string() });

/** A rule that acts by itself, and may be told only to announce. */
export const Rule = z.enum(['analysis', 'metrics', 'health', 'rollback', 'breaker']);
export type Rule = z.infer<typeof Rule>;

/** Commits that came to the branch after the plan was made. */
export const Drift = z.strictObject({
  head: Sha,
  commits: z.array(z.strictObject({ sha: Sha, subject: z.string(), author: z.string() })),
  /** True when the configuration changed in a way the plan depends on. */
  config: z.boolean(),
  /** The commit that somebody else gave the release's tag to; absent while nobody has. */
  tag: Sha.exactOptional(),
  /** There when the version was tagged before and its tag is gone. */
  untagged: z.literal(true).exactOptional(),
});
export type Drift = z.infer<typeof Drift>;

/**
 * Everything that can happen to a release, `v` being the version of the shape. A new field is optional or gets a new `v`;
 * old events stay readable for ever.
 */
export const ReleaseEvent = z.discriminatedUnion('type', [
  z.strictObject({
    v: z.literal(1),
    type: z.literal('release.proposed'),
    release: ReleaseId,
    requestedBy: Actor,
    channel: z.string(),
    reason: reason.nullable(),
    plan: Plan,
    digest: Digest,
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.drifted'), drift: Drift }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('release.replanned'),
    plan: Plan,
    digest: Digest,
    by: Actor,
    why: z.enum(['commits', 'config', 'kept']),
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('gate.opened'), step: StepId }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('gate.approved'),
    step: StepId,
    digest: Digest,
    by: Actor,
    roles: z.array(Name),
    email: z.string().nullable(),
  }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('gate.rejected'),
    step: StepId,
    digest: Digest,
    by: Actor,
    reason,
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('gate.passed'), step: StepId, digest: Digest }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.started'), ...ofStep, worker: z.string() }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.resumed'), ...ofStep, worker: z.string() }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('step.pending'),
    ...ofStep,
    handle: Json,
    lookAgainAt: Millis,
    note: z.string().nullable(),
  }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('step.retrying'),
    ...ofStep,
    tries: z.number().int().min(1),
    at: Millis,
    problem,
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.succeeded'), ...ofStep, result: Json }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.failed'), ...ofStep, problem }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.unknown'), ...ofStep, why: z.string() }),
  /** A person decided: it happened (or counts as done), or it runs again as a new attempt. */
  z.strictObject({ v: z.literal(1), type: z.literal('step.accepted'), ...ofStep, by: Actor, reason }),
  z.strictObject({ v: z.literal(1), type: z.literal('step.repeated'), ...ofStep, by: Actor }),
  /** A person let an analysis pass before its time was up. */
  z.strictObject({
    v: z.literal(1),
    type: z.literal('step.promoted'),
    ...ofStep,
    by: Actor,
    reason: reason.nullable(),
  }),
  /** A person had an analysis look for longer, by so many milliseconds. */
  z.strictObject({
    v: z.literal(1),
    type: z.literal('step.extended'),
    ...ofStep,
    millis: Millis,
    by: Actor,
    reason: reason.nullable(),
  }),
  /** What an analysis saw at a look worth telling. It decides nothing. */
  z.strictObject({ v: z.literal(1), type: z.literal('step.measured'), ...ofStep, table: VerdictTable }),
  /** A rule in announce mode would have stopped the release here. It decides nothing. */
  z.strictObject({
    v: z.literal(1),
    type: z.literal('rule.announced'),
    ...ofStep,
    rule: Rule,
    words: z.string().max(2_000),
    /** The limits that were broken; absent where the rule has none. */
    limits: z.array(z.string()).exactOptional(),
  }),
  /** A person said whether that would have been right. */
  z.strictObject({ v: z.literal(1), type: z.literal('rule.judged'), ...ofStep, agreed: z.boolean(), by: Actor }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.held'), by: Actor, reason }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.resumed'), by: Actor, reason: reason.nullable() }),
  z.strictObject({ v: z.literal(1), type: z.literal('rollback.scheduled'), at: Millis, because: StepId, reason }),
  z.strictObject({ v: z.literal(1), type: z.literal('rollback.stopped'), by: Actor, reason }),
  z.strictObject({ v: z.literal(1), type: z.literal('rollback.started'), by: Actor, reason }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('service.observed'),
    environment: Name,
    service: Name,
    intended: z.string().nullable(),
    observed: z.string().nullable(),
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.completed') }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.rolled-back') }),
  z.strictObject({ v: z.literal(1), type: z.literal('release.cancelled'), by: Actor, reason }),
  /** The notes of one audience have other words now: a person wrote them, or the repository was read again. Markdown. */
  z.strictObject({
    v: z.literal(1),
    type: z.literal('notes.edited'),
    audience: Audience,
    text: z.string().max(60_000),
    from: z.enum(['person', 'repository']),
    by: Actor,
  }),
  z.strictObject({ v: z.literal(1), type: z.literal('slot.posting'), slot: z.string(), op: z.string() }),
  z.strictObject({
    v: z.literal(1),
    type: z.literal('slot.posted'),
    slot: z.string(),
    op: z.string(),
    channel: z.string(),
    ts: z.string(),
  }),
]);
export type ReleaseEvent = z.infer<typeof ReleaseEvent>;
/** The events of one type. */
export type ReleaseEventOf<T extends ReleaseEvent['type']> = Extract<ReleaseEvent, { type: T }>;
