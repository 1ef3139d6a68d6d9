import { z } from 'zod';
import { placeholdersIn } from '#domain/placeholders.ts';
import type { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { ClusterClient } from './cluster-client.ts';

const Review = z.object({ status: z.object({ allowed: z.boolean() }) });
const Version = z.object({ gitVersion: z.string() });

/**
 * Asks, without an effect, whether the token may do what deployments need (SelfSubjectAccessReview). Where the namespace depends on the
 * environment only whether the API takes the token is asked.
 */
export async function checkCluster(client: ClusterClient, config: KubernetesConfig): ReturnType<Deployer['check']> {
  const { namespace } = config;
  if (placeholdersIn(namespace).length > 0) {
    await client.get('/version', Version);
    return { ok: true };
  }
  for (const resourceAttributes of needsOf(config)) {
    const { status } = await client.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { namespace, ...resourceAttributes } },
      },
      Review,
    );
    const { resource, subresource, verb } = resourceAttributes;
    const what = subresource === undefined ? resource : `${resource}/${subresource}`;
    if (!status.allowed)
      return {
        ok: false,
        why: `The token may not ${verb} ${what} in ${namespace}. Give its account the role in docs/kubernetes-deployer.md.`,
      };
  }
  return { ok: true };
}

type Need = {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly subresource?: string;
};

function needsOf({ traffic }: KubernetesConfig): readonly Need[] {
  const both = (group: string, resource: string): readonly Need[] =>
    ['get', 'patch'].map((verb) => ({ group, resource, verb }));
  const pods: Need = { group: '', resource: 'pods', verb: 'list' };
  if (traffic?.by === 'rollout') {
    const rollout = { group: 'argoproj.io', resource: 'rollouts' };
    return [...both(rollout.group, rollout.resource), { ...rollout, verb: 'patch', subresource: 'status' }, pods];
  }
  const needs = [...both('apps', 'deployments'), pods];
  if (traffic?.by === 'route') return [...needs, ...both('gateway.networking.k8s.io', 'httproutes')];
  return traffic?.by === 'selector' ? [...needs, ...both('', 'services')] : needs;
}
