import { digestOf } from '#domain/digest.ts';
import type { Stage } from '#domain/plan/stage.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { plainSentence } from '../plain-text.ts';
import type { PlatformDeployment } from './protocol.ts';

const whole: Stage = { kind: 'whole' };

export type PlatformRequest = {
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly commit?: string;
  /** Only where the platform says that it can run the very artifact that is named. */
  readonly artifact?: string;
  readonly kind: 'deploy' | 'rollback' | 'remove';
  /** Left out for the whole, so that a platform without stages sees what it always saw. */
  readonly stage?: Stage;
};

/** The stage as every platform knows it: what a number of instances comes to in percent is in it either way. */
function uncounted(stage: Stage): Stage {
  return stage.kind === 'instances' ? { kind: 'instances', percent: stage.percent } : stage;
}

/**
 * The body that asks for a deployment: the same for the same deployment, however often it is sent. A removal names the version that is
 * expected to run, which is looked up when the plan does not know it; null when nothing runs.
 */
export async function platformRequest(
  deployment: Deployment,
  {
    observe,
    isOffered,
  }: {
    readonly observe: Deployer['observe'];
    readonly isOffered: (ability: 'artifacts' | 'counts') => Promise<boolean>;
  },
): Promise<PlatformRequest | null> {
  const { service, environment, version, commit, intent, artifact, stage = whole } = deployment;
  if (version !== null) {
    const named = artifact !== undefined && (await isOffered('artifacts')) ? { artifact } : {};
    const told = 'count' in stage && !(await isOffered('counts')) ? uncounted(stage) : stage;
    const more = {
      ...(commit === null ? {} : { commit }),
      ...named,
      ...(told.kind === 'whole' ? {} : { stage: told }),
    };
    return { service, environment, version, ...more, kind: intent };
  }
  if (deployment.previous !== null) return { service, environment, version: deployment.previous, kind: 'remove' };
  const running = await observe({ service, environment });
  if (running.kind !== 'running' || running.version === null) return null;
  return { service, environment, version: running.version, kind: 'remove' };
}

/** The platform's words in ours. The handle is the platform's own id, for people who look into the log. */
export function deploymentStatus(found: PlatformDeployment): DeploymentStatus {
  const said = plainSentence(found.description ?? '');
  const note = said === '' ? {} : { note: said };
  switch (found.status) {
    case 'success':
      return { kind: 'success', ...note };
    case 'failure':
      return { kind: 'failure', why: said === '' ? 'The deployer gave up and did not say why.' : said };
    case 'queued':
      return { kind: 'in_progress', handle: { id: found.id }, note: said === '' ? 'It waits at the deployer.' : said };
    case 'in_progress':
      return { kind: 'in_progress', handle: { id: found.id }, ...note };
  }
}

/** Refuses a deployment that is kept under our key and is not the one we mean. */
export function refuseAnother(found: PlatformDeployment, wanted: Deployment): void {
  const isSamePlace = found.service === wanted.service && found.environment === wanted.environment;
  const isSameVersion = found.version === (wanted.version ?? wanted.previous ?? found.version);
  const isSameKind = found.kind === (wanted.version === null ? 'remove' : wanted.intent);
  const isSameStage = digestOf(uncounted(found.stage ?? whole)) === digestOf(uncounted(wanted.stage ?? whole));
  if (isSamePlace && isSameVersion && isSameKind && isSameStage) return;
  const why = `The deployer keeps another deployment under this key (${found.kind} of ${found.service} ${found.version}).`;
  throw new ReleaseError('DEPLOYER_FAILED', 'fatal', plainSentence(why));
}
