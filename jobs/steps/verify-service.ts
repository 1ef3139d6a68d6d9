import { z } from 'zod';
import { StepId } from '#domain/ids.ts';
import { batchCount, Stage } from '#domain/plan/stage.ts';
import { PlannedDeployer } from '#domain/project/deployer-config.ts';
import { announcement } from '#operations/steps/announcement.ts';
import { artifactAt, compareArtifact } from '#operations/steps/compare-artifact.ts';
import { HealthTarget } from '#operations/steps/health-target.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';
import type { Observation } from '#ports/deployer.ts';

const Params = z.object({
  project: z.string(),
  version: z.string().nullable(),
  deployer: PlannedDeployer,
  health: HealthTarget.nullable(),
  healthFailures: z.number().int().min(1).default(3),
  /** Whether that many are only told; they fail the step when left out. */
  healthMode: z.literal('announce').optional(),
  /** The verification in the environment before, whose artifact is to run here; any will do when left out. */
  verifiedBy: StepId.optional(),
  /** The stage that is verified; the whole, when left out. */
  stage: Stage.optional(),
});
type Params = z.infer<typeof Params>;

const Handle = z.object({ good: z.number(), bad: z.number(), last: z.string().nullable() });
type Handle = z.infer<typeof Handle>;

/**
 * Checks the health of a service until enough answers in a row were good, then compares the version that runs with the one intended. Too
 * many bad answers in a row fail it. A verified version goes into the project's log as one that is known to have run.
 */
export const verifyService = defineStep({
  kind: 'verify-service',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: (ports, params, context) => look(ports, params, { good: 0, bad: 0, last: null }, context),
  handle: Handle,
  poll: look,
});

async function look(ports: StepPorts, params: Params, seen: Handle, context: StepContext): Promise<StepOutcome> {
  if (params.health === null) return compared(ports, params, context);
  const answer = await ports.health.check(params.health);
  const handle = answer.ok
    ? { good: seen.good + 1, bad: 0, last: seen.last }
    : { good: 0, bad: seen.bad + 1, last: answer.why };
  if (handle.good >= params.health.count) return compared(ports, params, context);
  if (handle.bad >= params.healthFailures) {
    const message = `The health check failed ${handle.bad} times in a row: ${handle.last ?? 'no answer'}`;
    if (params.healthMode === 'announce') return onlyTold(ports, params, context, message);
    const { event } = await observe(ports, params, context);
    return { kind: 'failed', code: 'UNHEALTHY', message, events: [event] };
  }
  const note = answer.ok
    ? `${handle.good} of ${params.health.count} health checks passed.`
    : `Health check failed ${handle.bad} of ${params.healthFailures} times: ${answer.why}`;
  return { kind: 'pending', handle, lookAgainIn: params.health.interval, note };
}

/** Where health is only told of, an unwell version goes on as if it were well; another version than the one intended still fails. */
async function onlyTold(ports: StepPorts, params: Params, context: StepContext, message: string): Promise<StepOutcome> {
  const outcome = await compared(ports, params, context);
  const before = 'events' in outcome ? (outcome.events ?? []) : [];
  return outcome.kind === 'succeeded'
    ? { ...outcome, events: [announcement('health', message, context), ...before] }
    : outcome;
}

/** A stage on the way: the version must be where the stage puts it. What is on its way is no version the service is known to run. */
async function compareStage(
  ports: StepPorts,
  params: Params,
  stage: Stage,
  context: StepContext,
): Promise<StepOutcome> {
  const service = context.step.service ?? '';
  const environment = context.step.environment ?? '';
  const seen = await ports.deployers.of(params.deployer).observe({ service, environment });
  const problem = seen.kind === 'running' ? stageProblem(seen, stage, params.version) : null;
  if (problem === null) {
    const artifact = artifactAt(seen, stage, params.version);
    const compared = await compareArtifact(ports, { ...params, artifact }, context);
    if ('kind' in compared) return compared;
    return { kind: 'succeeded', result: { told: seen.kind === 'running', ...compared } };
  }
  return { kind: 'failed', code: 'WRONG_VERSION', message: `${service} in ${environment} ${problem}` };
}

type Running = Extract<Observation, { kind: 'running' }>;
type Batch = Extract<Stage, { kind: 'instances' }>;
type Share = Extract<Stage, { readonly percent: number }>;

function stageProblem(seen: Running, stage: Stage, version: string | null): string | null {
  if (stage.kind === 'idle') {
    if (seen.idle === undefined || seen.idle === version) return null;
    return `has ${seen.idle ?? 'nothing'} on its idle side, not ${version ?? 'nothing'} as intended.`;
  }
  if (stage.kind === 'retire')
    return seen.version === version
      ? null
      : `runs ${seen.version ?? 'nothing'}, not ${version ?? 'nothing'} as intended.`;
  if (!('percent' in stage) || seen.shares === undefined) return null;
  return stage.kind === 'instances' ? batchProblem(seen, stage, version) : shareProblem(seen, stage, version, 0);
}

/** A batch is held to a number of instances where they are counted, else to its share of the traffic, which that of a number is only roughly. */
function batchProblem(seen: Running, stage: Batch, version: string | null): string | null {
  const { instances: all = 1, shares = [] } = seen;
  if (all === 1 || shares.every(({ instances }) => instances === undefined))
    return shareProblem(seen, stage, version, stage.count === undefined ? 0 : 1);
  const found = shares.find((one) => one.version === version)?.instances ?? 0;
  const meant = batchCount(stage, all);
  return found === meant
    ? null
    : `has ${version ?? 'nothing'} on ${found} of ${all} instances, not on ${meant} as intended.`;
}

/** What is wrong with a version's share of the traffic, which may be off by so many percent. */
function shareProblem(seen: Running, { percent }: Share, version: string | null, by: number): string | null {
  const share = seen.shares?.find((one) => one.version === version)?.percent ?? 0;
  return Math.abs(share - percent) <= by
    ? null
    : `gives ${version ?? 'nothing'} ${share} % of the traffic, not ${percent} % as intended.`;
}

/** What runs, as an event of the release. Where the deployer cannot tell, what was intended counts. */
async function observe(ports: StepPorts, params: Params, context: StepContext) {
  const environment = context.step.environment ?? '';
  const service = context.step.service ?? '';
  const seen = await ports.deployers.of(params.deployer).observe({ service, environment });
  const observed = seen.kind === 'running' ? seen.version : params.version;
  const event = { v: 1, type: 'service.observed', environment, service, intended: params.version, observed } as const;
  return { event, told: seen.kind === 'running', artifact: artifactAt(seen, undefined, params.version) };
}

function compared(ports: StepPorts, params: Params, context: StepContext): Promise<StepOutcome> {
  const { stage } = params;
  const isWhole = stage === undefined || stage.kind === 'whole' || stage.kind === 'switch';
  return isWhole ? compare(ports, params, context) : compareStage(ports, params, stage, context);
}

async function compare(ports: StepPorts, params: Params, context: StepContext): Promise<StepOutcome> {
  const { event, told, artifact } = await observe(ports, params, context);
  const { environment, service, intended, observed } = event;
  if (observed !== intended) {
    const message = `${service} in ${environment} runs ${observed ?? 'nothing'}, not ${intended ?? 'nothing'} as intended.`;
    return { kind: 'failed', code: 'WRONG_VERSION', message, events: [event] };
  }
  const compared = await compareArtifact(ports, { ...params, artifact }, context);
  if ('kind' in compared) return { ...compared, events: [event] };
  await remember(ports, params, { release: context.release, environment, service });
  return { kind: 'succeeded', result: { observed, told, ...compared }, events: [event] };
}

/** Writes the version into the project's log as one known to have run well, once a release. */
async function remember(
  ports: StepPorts,
  { project, version }: Params,
  where: { readonly release: StepContext['release']; readonly environment: string; readonly service: string },
): Promise<void> {
  await ports.projects.change(project, (record) => {
    const last = record.runs.get(`${where.environment}/${where.service}`)?.at(-1);
    const isKnown = last?.version === version && last.release === where.release;
    return isKnown ? [] : [{ v: 1, type: 'service.ran', ...where, version, commit: null }];
  });
}
