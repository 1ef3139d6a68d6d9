import type { ArgoCdConfig } from '#domain/project/argo-cd-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Cancellation, Deployment } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import { unavailable } from '../ci/ci-refusal.ts';
import { nameAt, versionTemplate } from '../version-template.ts';
import { Application, isBusy, keyName, operationKey } from './application.ts';
import { versionInSource } from './version-in-source.ts';

/** What the calls of one Argo CD need. */
export type ArgoContext = { readonly client: CiClient; readonly config: ArgoCdConfig; readonly now: () => number };

/** Milliseconds after which is looked again whether another sync has ended. */
const pause = 10_000;

/**
 * Sets the version and writes the key on the Application, then asks for one sync whose information holds the key. Setting it changes nothing in
 * the cluster, for an Application that syncs by itself is refused.
 */
export async function startSync(context: ArgoContext, deployment: Deployment): Promise<CiStart> {
  const { client, config, now } = context;
  const { key, version } = deployment;
  const name = nameAt(config.application, deployment);
  const path = pathOf(name);
  const found = await client.get(path, Application);
  const why = whyNotSynced(found);
  if (why !== null) throw new ReleaseError('DEPLOYER_FAILED', 'user', why);
  if (isBusy(found)) throw unavailable(`Another sync of ${name} is running.`, now() + pause);
  const patch = {
    metadata: { annotations: { [keyName]: key, 'fairlead/version': version ?? '' } },
    spec: { source: versionInSource(config, deployment).change(found.spec.source ?? {}, version) },
  };
  await client.patch(path, { name, patch: JSON.stringify(patch), patchType: 'merge' }, Application);
  const sync = {
    name,
    prune: config.prune,
    infos: [{ name: keyName, value: key }],
    ...revisionOf(config, deployment),
  };
  const sending = await sendUnlessBusy(context, name, sync);
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its sync is looked for.` };
  return { run: name, note: `Asked for a sync of ${name}.` };
}

/** The Application whose sync bears the key, null where none does. */
export async function findSync({ client, config }: ArgoContext, deployment: Deployment): Promise<string | null> {
  const name = nameAt(config.application, deployment);
  const found = await client.find(pathOf(name), Application);
  return found !== null && operationKey(found) === deployment.key ? name : null;
}

/**
 * Terminates the sync of a deployment (DELETE .../operation). Once it has ended the next sync takes the place of what is still being rolled out.
 */
export async function cancelSync(
  { client, now }: ArgoContext,
  name: string,
  { key }: Deployment,
): Promise<Cancellation> {
  const found = await client.find(pathOf(name), Application);
  if (found === null || operationKey(found) !== key || !isBusy(found)) return { kind: 'replaced' };
  try {
    await client.act('DELETE', `${pathOf(name)}/operation`);
    return { kind: 'asked' };
  } catch (error) {
    // It has just ended, or was asked for and not begun yet.
    if (error instanceof ReleaseError && error.message.includes('No operation is in progress'))
      throw unavailable(`The sync of ${name} cannot be terminated yet.`, now() + 2_000);
    throw error;
  }
}

/** The address of an Application below that of Argo CD. */
export function pathOf(name: string): string {
  return `/api/v1/applications/${encodeURIComponent(name)}`;
}

/** Why an Application cannot be deployed by; null when it can. */
export function whyNotSynced({ metadata: { name }, spec: { sources, syncPolicy } }: Application): string | null {
  const { automated } = syncPolicy ?? {};
  if (automated != null && automated.enabled !== false)
    return `${name} syncs by itself, so a deployment would be synced twice. Switch automated sync off for it.`;
  if ((sources ?? []).length > 0)
    return `${name} has several sources, which is not supported. Give it one, or deploy it another way.`;
  return null;
}

/** Argo CD answers 400 (FailedPrecondition) when somebody else's sync was quicker. */
async function sendUnlessBusy({ client, now }: ArgoContext, name: string, sync: object): ReturnType<CiClient['send']> {
  try {
    return await client.send(`${pathOf(name)}/sync`, { json: sync });
  } catch (error) {
    if (error instanceof ReleaseError && error.message.includes('another operation is already in progress'))
      throw unavailable(`Another sync of ${name} is running.`, now() + pause);
    throw error;
  }
}

/** Named in the sync too, so that a change of the Application in between cannot sync something else under this key. */
function revisionOf({ set }: ArgoCdConfig, deployment: Deployment): { readonly revision?: string } {
  const { version } = deployment;
  if (set.by !== 'revision' || version === null) return {};
  return { revision: versionTemplate(set.value, deployment).of(version) };
}
