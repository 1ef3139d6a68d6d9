import { z } from 'zod';
import { Json, StepId } from '#domain/ids.ts';
import { Stage } from '#domain/plan/stage.ts';
import { PlannedDeployer } from '#domain/project/deployer-config.ts';
import { committedSha } from '#domain/release/committed-sha.ts';
import { endingDue } from '#domain/release/ending-due.ts';
import { verifiedArtifact } from '#domain/release/verified-artifact.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';
import type { Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { endDeployment, readDeploymentHandle } from './end-deployment.ts';

const Params = z.object({
  project: z.string(),
  version: z.string().nullable(),
  previous: z.string().nullable(),
  intent: z.enum(['deploy', 'rollback']),
  deployer: PlannedDeployer,
  /** The verification whose artifact is deployed; any will do when left out. */
  verifiedBy: StepId.optional(),
  /** The whole, when left out. */
  stage: Stage.optional(),
});
type Params = z.infer<typeof Params>;
type InProgress = Extract<DeploymentStatus, { kind: 'in_progress' }>;

const usualPause = 500;
const slack = 60_000;
/** Milliseconds that a late deployment is given to end, once it was asked to. */
const windDown = 120_000;

/** Brings one service to a version or a stage nearer to it, or takes it away. Sent under one idempotency key, so that it happens once however often it is sent. */
export const deploy = defineStep({
  kind: 'deploy',
  params: Params,
  probe: async (ports, params, context) => {
    const found = await ports.deployers.of(params.deployer).find(await deploymentOf(ports, params, context));
    return found.kind === 'not_seen' ? { kind: 'not-done' } : outcomeOf(found, context, params, ports);
  },
  run: async (ports, params, context) => {
    const status = await ports.deployers.of(params.deployer).deploy(await deploymentOf(ports, params, context));
    return outcomeOf(status, context, params, ports);
  },
  handle: Json,
  poll: async (ports, params, stored, context) => {
    const deployer = ports.deployers.of(params.deployer);
    const deployment = await deploymentOf(ports, params, context);
    const late = lateness(params, context, ports);
    const now = ports.clock.now();
    const { endingSince, handle } = readDeploymentHandle(stored);
    const canEnd = deployer.cancel !== undefined;
    const due = endingDue({ isTakenBack: context.isTakenBack === true, late, canEnd, endingSince, now });
    if (due === 'none') return outcomeOf(await deployer.poll(deployment, handle), context, params, ports);
    const status = await endDeployment({ deployer, deployment, stored, isAsking: due === 'ask', now });
    if (status.kind === 'in_progress' && late <= windDown) return pendingOf(status);
    if (status.kind === 'failure' && late > 0) return timedOut(params, ` ${status.why}`);
    return outcomeOf(status, context, params, ports);
  },
});

/** Milliseconds since which the deployment should be done; the deployer keeps its own time first and then has more to tell than that it is late. */
function lateness({ deployer }: Params, { startedAt }: StepContext, { clock }: StepPorts): number {
  return clock.now() - startedAt - deployer.timeout - slack;
}

function timedOut({ deployer }: Params, why = ''): StepOutcome {
  const message = `It was not done after ${Math.round(deployer.timeout / 1_000)} s.${why}`;
  return { kind: 'failed', code: 'DEPLOYMENT_TIMED_OUT', message };
}

function pendingOf({ handle, note, lookAgainIn = usualPause }: InProgress): StepOutcome {
  return { kind: 'pending', handle, lookAgainIn, ...(note === undefined ? {} : { note }) };
}

async function deploymentOf(ports: StepPorts, params: Params, context: StepContext): Promise<Deployment> {
  // A way back is to what another release has verified, so nothing of this one is named.
  const release = params.intent === 'deploy' ? await ports.releases.get(context.release) : null;
  const { verifiedBy } = params;
  const artifact = release === null || verifiedBy === undefined ? null : verifiedArtifact(release, verifiedBy);
  return {
    key: context.key,
    project: params.project,
    service: context.step.service ?? '',
    environment: context.step.environment ?? '',
    version: params.version,
    previous: params.previous,
    commit: release === null ? null : committedSha(release),
    intent: params.intent,
    ...(artifact === null ? {} : { artifact }),
    ...(params.stage === undefined ? {} : { stage: params.stage }),
    startedOn: await context.startedOn(),
  };
}

function outcomeOf(status: DeploymentStatus, context: StepContext, params: Params, ports: StepPorts): StepOutcome {
  switch (status.kind) {
    case 'success':
      return { kind: 'succeeded', result: { note: status.note ?? null } };
    case 'failure':
      return { kind: 'failed', code: 'DEPLOYMENT_FAILED', message: status.why };
    case 'unknown':
      return status;
    case 'in_progress':
      return lateness(params, context, ports) > 0 ? timedOut(params) : pendingOf(status);
  }
}
