import type { Tree } from './merge-patch.ts';

type Named = Tree & { metadata: Tree };

/** A Deployment of three pods (or so many) of `registry.example/shop/api` at a version, with a second container beside it. */
export function aClusterDeployment(name: string, version: string, replicas = 3): Named {
  const labels = { app: name };
  const containers = [
    { name: 'api', image: `registry.example/shop/api:${version}` },
    { name: 'proxy', image: 'registry.example/proxy:7' },
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, annotations: { 'example.com/team': 'shop' } },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

/** A Service that sends requests to the pods of the Deployment of that name. */
export function aClusterService(name: string, app: string): Named {
  const spec = { selector: { app }, ports: [{ port: 80 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

/** An HTTPRoute of two rules, of which the first is shared between two Services and the other is not. */
export function aClusterRoute(name: string, stable: string, canary: string): Named {
  const shared = {
    matches: [{ path: { type: 'PathPrefix', value: '/' } }],
    backendRefs: [
      { name: stable, port: 80 },
      { name: canary, port: 80, weight: 0 },
    ],
  };
  const own = {
    matches: [{ path: { type: 'Exact', value: '/docs' } }],
    backendRefs: [{ name: 'docs', port: 80, weight: 1 }],
  };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: { parentRefs: [{ name: 'front' }], rules: [shared, own] },
  };
}

/** A Rollout of three pods of `registry.example/shop/api` at a version, with this strategy; a canary of 20 and 50 % when left out. */
export function aRollout(version: string, strategy: Tree = aCanary([20, 50]), replicas = 3): Named {
  const { metadata, spec } = aClusterDeployment('api', version, replicas);
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec: { ...(spec as Tree), strategy } };
}

/** A canary by an nginx ingress that pauses behind each of these weights. */
export function aCanary(weights: readonly number[]): Tree {
  const steps = weights.flatMap((setWeight) => [{ setWeight }, { pause: {} }]);
  const trafficRouting = { nginx: { stableIngress: 'api' } };
  return { canary: { stableService: 'api', canaryService: 'api-canary', trafficRouting, steps } };
}

/** A canary without traffic routing, whose weights are shares of the pods. */
export function aBatchedCanary(weights: readonly number[]): Tree {
  return { canary: { steps: weights.flatMap((setWeight) => [{ setWeight }, { pause: {} }]) } };
}

/** Two Services, of which the active one waits for a promotion. */
export const aBlueGreen: Tree = {
  blueGreen: { activeService: 'api', previewService: 'api-preview', autoPromotionEnabled: false },
};
