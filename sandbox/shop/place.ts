/** The three services of the shop, in the order in which they can be started. */
export const serviceNames = ['api', 'worker', 'frontend'] as const;

/** The environments of the shop, in the order a release passes them. */
export const environmentNames = ['staging', 'production'] as const;

export type ServiceName = (typeof serviceNames)[number];
export type EnvironmentName = (typeof environmentNames)[number];

/** One service in one environment: where exactly one version takes requests. */
export type Place = { readonly service: ServiceName; readonly environment: EnvironmentName };

/** Every place of the shop, staging first. */
export const places: readonly Place[] = environmentNames.flatMap((environment) =>
  serviceNames.map((service) => ({ service, environment })),
);

/** The path of a place behind the proxy, without a leading slash: `production/api`. */
export function routeOf(place: Place): string {
  return `${place.environment}/${place.service}`;
}

/** The path at which only the version on its way is asked, before a share of the requests is its: `production/api~next`. */
export function nextRouteOf(place: Place): string {
  return `${routeOf(place)}~next`;
}

/** Says whether the shop has a service of this name. */
export function isServiceName(name: string): name is ServiceName {
  return (serviceNames as readonly string[]).includes(name);
}

/** Says whether the shop has an environment of this name. */
export function isEnvironmentName(name: string): name is EnvironmentName {
  return (environmentNames as readonly string[]).includes(name);
}

/** The place a request names. Throws for a name the shop does not have: callers check before they record. */
export function placeOf({ service, environment }: { readonly service: string; readonly environment: string }): Place {
  if (isServiceName(service) && isEnvironmentName(environment)) return { service, environment };
  throw new Error(`The shop has no ${service} in ${environment}.`);
}
