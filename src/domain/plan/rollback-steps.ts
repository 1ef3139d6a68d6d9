import { type Json, StepId } from '../ids.ts';
import { afterReturn } from './hook-steps.ts';
import { undoMigration } from './migration-steps.ts';
import type { Step } from './step.ts';

/**
 * The way back: every service moved, in the opposite order, each return followed by a verification. A service that is moved in stages goes
 * back whole, whatever stage it had come to. A step runs only when the first deployment it undoes was ever started, so one plan fits every
 * point of failure. Migrations that can be undone are, behind the services of their environment; nothing waits for that.
 */
export function rollbackSteps(forward: readonly Step[]): readonly Step[] {
  const steps: Step[] = [];
  let needs: StepId[] = [];
  const deploys = firstStages(forward).reverse();
  for (const [index, deploy] of deploys.entries()) {
    const verify = forward.find((step) => step.kind === 'verify-service' && step.needs.includes(deploy.id));
    const back = undoDeploy(deploy, needs);
    const check = undoVerify(deploy, verify, back.id, healthOf(forward, deploy) ?? verify?.params.health ?? null);
    steps.push(back, check);
    needs = [check.id];
    const isLast = deploys[index + 1]?.environment !== deploy.environment;
    if (isLast) steps.push(...followUps(forward, deploy, needs));
  }
  return steps;
}

/** What follows once all services of an environment are back: the command after deployments, and migrations that can be undone. */
function followUps(forward: readonly Step[], firstDeploy: Step, needs: readonly StepId[]): Step[] {
  const own = forward.filter((step) => step.environment === firstDeploy.environment);
  const hooks = own.filter((step) => step.kind === 'after-deploy');
  const migrations = own.filter((step) => step.kind === 'migrate');
  return [
    ...hooks.map((step) => afterReturn(step, firstDeploy.id, needs)),
    ...migrations.flatMap((step) => undoMigration(step, needs) ?? []),
  ];
}

/** The first deployment of each service in each environment: where its way away from the old version began. */
function firstStages(forward: readonly Step[]): Step[] {
  const deploys = forward.filter((step) => step.kind === 'deploy');
  return deploys.filter(
    (deploy, index) =>
      deploys.findIndex(
        ({ environment, service }) => environment === deploy.environment && service === deploy.service,
      ) === index,
  );
}

/** How customers reach the service: a stage on its way is asked at an address of its own, at which nothing is left after the return. */
function healthOf(forward: readonly Step[], { environment, service }: Step): Json | undefined {
  const whole = forward.find(
    (step) =>
      step.kind === 'verify-service' &&
      step.environment === environment &&
      step.service === service &&
      step.params.stage === undefined,
  );
  return whole?.params.health;
}

function undoDeploy(deploy: Step, needs: StepId[]): Step {
  const version = deploy.params.previous ?? null;
  // What ran before was verified by another release, so no artifact of this one is asked for.
  const { stage: _, verifiedBy: __, ...params } = deploy.params;
  const what = version === null ? `Remove ${deploy.service} from` : `Return ${deploy.service} to ${String(version)} in`;
  return {
    ...deploy,
    id: StepId.parse(`rollback/${deploy.id}`),
    title: `${what} ${deploy.environment}`,
    needs,
    params: { ...params, version, previous: deploy.params.version ?? null, intent: 'rollback' },
    undoes: deploy.id,
  };
}

function undoVerify(deploy: Step, verify: Step | undefined, back: StepId, health: Json): Step {
  const version: Json = deploy.params.previous ?? null;
  const {
    stage: _,
    healthMode: __,
    verifiedBy: ___,
    ...params
  } = {
    ...(verify?.params ?? { deployer: deploy.params.deployer ?? null }),
    health,
    version,
  } as Step['params'];
  return {
    ...deploy,
    id: StepId.parse(`rollback/${verify?.id ?? `${deploy.id}/verify`}`),
    kind: 'verify-service',
    title: `Verify ${deploy.service} in ${deploy.environment} after the rollback`,
    needs: [back],
    effect: 'none',
    params: version === null ? { ...params, health: null } : params,
    undoes: deploy.id,
  };
}
