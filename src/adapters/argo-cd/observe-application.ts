import type { Deployer, Observation } from '#ports/deployer.ts';
import { commonDigest, digestAtEnd } from '../image-digest.ts';
import { nameAt, versionTemplate } from '../version-template.ts';
import { Application } from './application.ts';
import { digestInPods } from './pod-digests.ts';
import { type ArgoContext, pathOf } from './start-sync.ts';
import { versionInSource } from './version-in-source.ts';

type Place = Parameters<Deployer['observe']>[0];

/**
 * What runs, by the images Argo CD sees in the cluster where the configuration says how they are named, else by the source of the last sync
 * that succeeded. Only images tell an artifact.
 */
export async function observeApplication(context: ArgoContext, place: Place): Promise<Observation> {
  const { client, config } = context;
  const name = nameAt(config.application, place);
  const found = await client.find(pathOf(name), Application);
  if (found === null) return { kind: 'running', version: null, note: `There is no Application ${name}.` };
  const last = (found.status.history ?? []).at(-1)?.source;
  const synced = last == null ? undefined : versionInSource(config, place).read(last);
  if (config.image !== undefined) {
    const template = versionTemplate(config.image, place);
    const versionOf = (image: string): string | null => template.in(image.replace(/@sha256:[0-9a-f]{64}$/, ''));
    return byImages(context, found, { synced: synced ?? null, versionOf });
  }
  if (last == null) return { kind: 'running', version: null, note: `${name} was never synced.` };
  if (synced !== undefined) return { kind: 'running', version: synced };
  return { kind: 'cannot_tell', why: `${name} was last synced to something that is no version.` };
}

/** The version of the images; while there are several, the one that was synced last, if it is among them. */
async function byImages(
  context: ArgoContext,
  { metadata, status }: Application,
  { synced, versionOf }: { readonly synced: string | null; readonly versionOf: (image: string) => string | null },
): Promise<Observation> {
  const images = status.summary?.images ?? [];
  const versions = [...new Set(images.flatMap((image) => versionOf(image) ?? []))];
  const [first = null, ...others] = versions;
  const note = `Pods of ${versions.join(' and ')} are there.`;
  const version = others.length === 0 ? first : versions.includes(synced ?? '') ? synced : null;
  if (version === null) return others.length === 0 ? { kind: 'running', version } : { kind: 'cannot_tell', why: note };
  const isOfVersion = (image: string): boolean => versionOf(image) === version;
  const named = commonDigest(images.filter(isOfVersion).map(digestAtEnd));
  const artifact = named ?? (await digestInPods(context, metadata.name, isOfVersion));
  const more = { ...(others.length === 0 ? {} : { note }), ...(artifact === null ? {} : { artifact }) };
  return { kind: 'running', version, ...more };
}
