import type { Deployment } from '#ports/deployer.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { plainSentence } from '../plain-text.ts';
import { Application, operationKey } from './application.ts';
import { type ArgoContext, pathOf } from './start-sync.ts';
import { versionInSource } from './version-in-source.ts';

type State = NonNullable<Application['status']['operationState']>;
type Resources = NonNullable<Application['status']['resources']>;

/**
 * How the sync stands; null when the Application shows another one. A success is a sync that succeeded at this version and, as of a look after
 * its end, an Application that is Synced and Healthy.
 */
export async function lookAtSync(
  { client, config }: ArgoContext,
  name: string,
  deployment: Deployment,
): Promise<CiRun | null> {
  const found = await client.find(pathOf(name), Application);
  if (found === null || operationKey(found) !== deployment.key) return null;
  const { operationState: state } = found.status;
  if (found.operation != null || state == null || state.phase === 'Running' || state.phase === 'Terminating')
    return { kind: 'in_progress', note: `${name} is syncing.${said(state?.message)}` };
  if (state.phase !== 'Succeeded') return { kind: 'failure', why: `The sync of ${name} failed${whyItFailed(state)}` };
  const synced = state.syncResult?.source;
  const isOther = synced !== undefined && versionInSource(config, deployment).read(synced) !== deployment.version;
  if (isOther && config.set.by !== 'revision') {
    const why = `${name} was changed before it was synced, so another version was synced. Look who else deploys it.`;
    return { kind: 'failure', why };
  }
  return standing(found, state);
}

function standing(found: Application, state: State): CiRun {
  const { health, reconciledAt, resources, sync } = found.status;
  const { name } = found.metadata;
  const waiting = (note: string): CiRun => ({ kind: 'in_progress', note });
  // What Argo CD says before it has looked again is of the version before.
  if (isBefore(reconciledAt, state.finishedAt)) return waiting(`${name} is synced and not looked at yet.`);
  if (sync?.status !== 'Synced' || sync.revision !== state.syncResult?.revision)
    return waiting(`${name} is synced, and differs from git (${sync?.status ?? 'Unknown'}).`);
  if (health?.status === 'Healthy') return { kind: 'success', note: `${name} is Synced and Healthy.` };
  if (health?.status !== 'Degraded') return waiting(`${name} is Synced and ${health?.status ?? 'Unknown'}.`);
  const trouble = told((resources ?? []).filter((one) => one.health?.status === 'Degraded'));
  return { kind: 'failure', why: `${name} is Degraded${trouble}` };
}

/** What Argo CD says of the sync, and of the resources that could not be synced. */
function whyItFailed({ message = '', syncResult }: State): string {
  const failed = (syncResult?.resources ?? []).filter(
    ({ hookPhase, status }) => status === 'SyncFailed' || hookPhase === 'Failed' || hookPhase === 'Error',
  );
  return sentence([message, told(failed)]);
}

function told(resources: Resources): string {
  return sentence(
    resources.map(({ health, kind, message, name }) => `${kind} ${name}: ${health?.message ?? message ?? 'no reason'}`),
  );
}

/** The end of a sentence that begins with what happened. */
function sentence(parts: readonly string[]): string {
  const text = plainSentence(parts.filter((part) => part !== '').join('; ')).replace(/[.;: ]+$/, '');
  return text === '' ? '.' : `: ${text.replace(/^: /, '')}.`;
}

function said(message = ''): string {
  return message === '' ? '' : ` ${plainSentence(message)}`;
}

function isBefore(one: string | null | undefined, other: string | null | undefined): boolean {
  if (other == null) return false;
  return one == null || Date.parse(one) < Date.parse(other);
}
