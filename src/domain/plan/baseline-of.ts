import type { Baseline } from './plan.ts';

/** What ran of a service in an environment when the plan was made; undefined where it does not go there. */
export function baselineOf(
  { baseline }: { readonly baseline: readonly Baseline[] },
  environment: string,
  service: string,
): Baseline | undefined {
  return baseline.find((one) => one.environment === environment && one.service === service);
}
