import { fillPlaceholders } from '#domain/placeholders.ts';
import type { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import { ReleaseError } from '#errors.ts';

/** How traffic is moved where Fairlead moves it; a Rollout moves its own. */
export type Traffic = Exclude<NonNullable<KubernetesConfig['traffic']>, { by: 'rollout' }>;

/** The objects of one service in one environment, by their names. */
export type Place = {
  readonly namespace: string;
  readonly deployment: string;
  readonly container: string;
  readonly traffic: Traffic | null;
  /** The image of a version. */
  imageOf(version: string): string;
  /** The version of an image, null when it is not one of these. */
  versionOf(image: string): string | null;
};

/** Fills in the names of a configuration. Throws DEPLOYER_FAILED where a name is none that Kubernetes allows. */
export function placeOf(config: KubernetesConfig, target: { service: string; environment: string }): Place {
  const { environment, service } = target;
  const name = (template: string): string => checked(fill(template, { environment, service }));
  const { traffic } = config;
  // NUL stands for the version: no image holds one.
  const [before = '', after = ''] = fill(config.image, { environment, service, version: '\0' }).split('\0');
  return {
    namespace: name(config.namespace),
    deployment: name(config.deployment),
    container: name(config.container),
    traffic: traffic === undefined || traffic.by === 'rollout' ? null : filledTraffic(traffic, name),
    imageOf: (version) => `${before}${tagOf(version)}${after}`,
    versionOf(image) {
      const isOne = image.startsWith(before) && image.endsWith(after) && image.length > before.length + after.length;
      return isOne ? image.slice(before.length, image.length - after.length) : null;
    },
  };
}

function filledTraffic(traffic: Traffic, name: (template: string) => string): Traffic {
  const second = name(traffic.second);
  if (traffic.by === 'selector') return { by: 'selector', second, service: name(traffic.service) };
  const { canary, route, stable, turns } = traffic;
  return { by: 'route', second, route: name(route), stable: name(stable), canary: name(canary), turns };
}

/** A tag holds letters, digits, `_`, `.` and `-` (OCI distribution specification); build metadata has to be written some other way. */
function tagOf(version: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(version)) return version;
  throw refused(`${version} cannot be the tag of an image, which holds letters, digits, ".", "-" and "_" only.`);
}

function checked(name: string): string {
  if (/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name)) return name;
  throw refused(`"${name}" is no name of a Kubernetes object. Correct the names in the deployer's configuration.`);
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filling = fillPlaceholders(template, values);
  if (filling.kind === 'filled') return filling.text;
  throw refused(filling.why);
}

function refused(why: string): ReleaseError {
  return new ReleaseError('DEPLOYER_FAILED', 'user', why);
}
