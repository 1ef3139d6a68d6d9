import { missing } from './cluster.ts';
import type { ClusterDeployment, ClusterRoute, ClusterService } from './objects.ts';
import type { Traffic } from './place.ts';

type RouteTraffic = Extract<Traffic, { by: 'route' }>;

/** The rules of an HTTPRoute with the weights changed wherever a rule names both Services, and nothing else. */
export function weightedRules(found: ClusterRoute, traffic: RouteTraffic, percent: number): readonly object[] {
  const weights = new Map([
    [traffic.stable, 100 - percent],
    [traffic.canary, percent],
  ]);
  if (sharedBy(found, traffic) === null)
    throw missing(
      `The HTTPRoute ${traffic.route} has no rule with the Services ${traffic.stable} and ${traffic.canary}`,
    );
  return found.spec.rules.map((rule) => {
    if (!isShared(rule, traffic)) return rule;
    const backendRefs = rule.backendRefs?.map((one) => ({ ...one, weight: weights.get(one.name) ?? one.weight }));
    return { ...rule, backendRefs };
  });
}

/** The share of the canary Service in percent, null where no rule names both Services. */
export function sharedBy(found: ClusterRoute, traffic: RouteTraffic): number | null {
  const rule = found.spec.rules.find((one) => isShared(one, traffic));
  if (rule === undefined) return null;
  const weight = (name: string): number => rule.backendRefs?.find((one) => one.name === name)?.weight ?? 0;
  const sum = weight(traffic.stable) + weight(traffic.canary);
  return sum === 0 ? 0 : Math.round((100 * weight(traffic.canary)) / sum);
}

/** Whether a gateway has taken the route as it is: every parent says Accepted of this generation. `null` while none has said so. */
export function routeAccepted({ metadata, status }: ClusterRoute): { ok: true } | { ok: false; why: string } | null {
  const { generation = 0 } = metadata;
  const said = status.parents.map(({ conditions }) =>
    conditions.find((one) => one.type === 'Accepted' && (one.observedGeneration ?? 0) >= generation),
  );
  const refusal = said.find((one) => one?.status === 'False');
  if (refusal !== undefined) return { ok: false, why: refusal.message ?? refusal.reason ?? 'No reason was given.' };
  return said.length > 0 && said.every((one) => one?.status === 'True') ? { ok: true } : null;
}

/** The selector that makes a Service that of a Deployment; labels that it no longer names are null, which removes them. */
export function selectorOf(
  found: ClusterService,
  deployment: ClusterDeployment,
): Readonly<Record<string, string | null>> {
  const labels = deployment.spec.selector.matchLabels ?? {};
  const gone = Object.keys(found.spec.selector ?? {}).filter((label) => !(label in labels));
  return { ...Object.fromEntries(gone.map((label) => [label, null])), ...labels };
}

/** Whether a Service sends requests to the pods of a Deployment. */
export function isSelected(found: ClusterService, deployment: ClusterDeployment): boolean {
  const labels = deployment.spec.template.metadata?.labels ?? {};
  const selector = Object.entries(found.spec.selector ?? {});
  return selector.length > 0 && selector.every(([label, value]) => labels[label] === value);
}

function isShared(rule: ClusterRoute['spec']['rules'][number], { canary, stable }: RouteTraffic): boolean {
  const names = rule.backendRefs?.map(({ name }) => name) ?? [];
  return names.includes(stable) && names.includes(canary);
}
