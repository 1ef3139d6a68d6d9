import { z } from 'zod';
import type { Deployment } from '#ports/deployer.ts';

/** What is written on the objects themselves, so that any worker finds a deployment again. The first object is a Deployment, or the Rollout. */
export const mark = {
  /** On the first Deployment: the key of the latest deployment, and what it is of. */
  key: 'fairlead/key',
  version: 'fairlead/version',
  /** On the first Deployment: which Deployment is meant by this key, decided once. */
  side: 'fairlead/side',
  /** On the first Deployment: keys of the latest deployments, the newest first. */
  sent: 'fairlead/sent',
  /** On each object: the key and the number of the last change that was made to it. */
  change: 'fairlead/change',
  /** On a Deployment without pods: how many it had. */
  replicas: 'fairlead/replicas',
} as const;

/** Keys that are remembered. */
const remembered = 20;

/** An object with annotations, of whatever kind. */
export type Annotated = { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> | undefined } };

/** The value of a mark, null where the object has none. */
export function markOf(object: Annotated, name: string): string | null {
  return object.metadata.annotations?.[name] ?? null;
}

/** Whether the deployment is the latest one, an earlier one, or was never written on the Deployment. */
export function standingOf(first: Annotated, key: string): 'latest' | 'earlier' | 'not_seen' {
  if (markOf(first, mark.key) === key) return 'latest';
  return sentKeys(first).includes(key) ? 'earlier' : 'not_seen';
}

/** The marks of a deployment that begins. */
export function marksOf(first: Annotated, deployment: Deployment, side: string): Record<string, string> {
  const sent = [deployment.key, ...sentKeys(first)].slice(0, remembered);
  return {
    [mark.key]: deployment.key,
    [mark.version]: deployment.version ?? '',
    [mark.side]: side,
    [mark.sent]: JSON.stringify(sent),
  };
}

function sentKeys(first: Annotated): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(markOf(first, mark.sent) ?? '[]'));
  } catch {
    return [];
  }
}
