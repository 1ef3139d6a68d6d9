import { z } from 'zod';
import { Json, StepId } from '#domain/ids.ts';
import { Stage } from '#domain/plan/stage.ts';
import { PlannedDeployer } from '#domain/project/deployer-config.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';
import type { Deployment, DeploymentStatus } from '#ports/deployer.ts';

const Params = z.object({
  project: z.string(),
  version: z.string().nullable(),
  previous: z.string().nullable(),
  intent: z.enum(['deploy', 'rollback']),
  deployer: PlannedDeployer,
  /** The whole, when left out. */
  stage: Stage.optional(),
});
type Params = z.infer<typeof Params>;

const lookAgainIn = 500;
const slack = 60_000;

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
  poll: async (ports, params, handle, context) => {
    const status = await ports.deployers.of(params.deployer).poll(await deploymentOf(ports, params, context), handle);
    return outcomeOf(status, context, params, ports);
  },
});

async function deploymentOf(ports: StepPorts, params: Params, context: StepContext): Promise<Deployment> {
  return {
    key: context.key,
    project: params.project,
    service: context.step.service ?? '',
    environment: context.step.environment ?? '',
    version: params.version,
    previous: params.previous,
    commit: params.intent === 'deploy' ? await releaseSha(ports, context) : null,
    intent: params.intent,
    ...(params.stage === undefined ? {} : { stage: params.stage }),
    startedOn: await context.startedOn(),
  };
}

async function releaseSha(ports: StepPorts, context: StepContext): Promise<string | null> {
  const release = await ports.releases.get(context.release);
  const id = StepId.parse('prepare/commit-release');
  const isMade = release.plan.steps.some((step) => step.id === id);
  if (!isMade && release.plan.intent !== 'rollback') return release.plan.source;
  const state = stateOf(release, id);
  const result = state.status === 'succeeded' ? z.object({ sha: z.string() }).safeParse(state.result) : null;
  return result?.success === true ? result.data.sha : null;
}

function outcomeOf(status: DeploymentStatus, context: StepContext, params: Params, ports: StepPorts): StepOutcome {
  switch (status.kind) {
    case 'success':
      return { kind: 'succeeded', result: { note: status.note ?? null } };
    case 'failure':
      return { kind: 'failed', code: 'DEPLOYMENT_FAILED', message: status.why };
    case 'unknown':
      return status;
    case 'in_progress': {
      // The deployer keeps its own time first and then has more to tell than that it is late.
      const isOverdue = ports.clock.now() - context.startedAt > params.deployer.timeout + slack;
      if (isOverdue)
        return {
          kind: 'failed',
          code: 'DEPLOYMENT_TIMED_OUT',
          message: `It was not done after ${Math.round(params.deployer.timeout / 1_000)} s.`,
        };
      return {
        kind: 'pending',
        handle: status.handle,
        lookAgainIn: status.lookAgainIn ?? lookAgainIn,
        ...(status.note === undefined ? {} : { note: status.note }),
      };
    }
  }
}
