import type { Deployer, Observation } from '#ports/deployer.ts';
import { nameAt, versionTemplate } from '../version-template.ts';
import { Application } from './application.ts';
import { type ArgoContext, pathOf } from './start-sync.ts';
import { versionInSource } from './version-in-source.ts';

/**
 * What runs, by the images Argo CD sees in the cluster where the configuration says how they are named, else by the source of the last sync
 * that succeeded.
 */
export async function observeApplication(
  { client, config }: ArgoContext,
  place: Parameters<Deployer['observe']>[0],
): Promise<Observation> {
  const name = nameAt(config.application, place);
  const found = await client.find(pathOf(name), Application);
  if (found === null) return { kind: 'running', version: null, note: `There is no Application ${name}.` };
  const last = (found.status.history ?? []).at(-1)?.source;
  const synced = last == null ? undefined : versionInSource(config, place).read(last);
  if (config.image === undefined) {
    if (last == null) return { kind: 'running', version: null, note: `${name} was never synced.` };
    if (synced !== undefined) return { kind: 'running', version: synced };
    return { kind: 'cannot_tell', why: `${name} was last synced to something that is no version.` };
  }
  const images = (found.status.summary?.images ?? []).map((image) => image.replace(/@sha256:[0-9a-f]{64}$/, ''));
  const template = versionTemplate(config.image, place);
  const versions = [...new Set(images.flatMap((image) => template.in(image) ?? []))];
  const [version = null, ...others] = versions;
  if (others.length === 0) return { kind: 'running', version };
  const note = `Pods of ${versions.join(' and ')} are there.`;
  if (synced != null && versions.includes(synced)) return { kind: 'running', version: synced, note };
  return { kind: 'cannot_tell', why: note };
}
