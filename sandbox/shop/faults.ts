import { z } from 'zod';

/**
 * What can go wrong on purpose: `slow` (takes ten times as long), `failure` (ends without an effect), `500` and `429` (refused before
 * anything is recorded), `drop-before-effect` (the connection breaks, nothing is recorded), `drop-after-effect` (the deployment is
 * carried out to its end, then the connection breaks without an answer).
 */
export const FaultKind = z.enum(['slow', 'failure', '500', '429', 'drop-before-effect', 'drop-after-effect']);
export type FaultKind = z.infer<typeof FaultKind>;

/** A fault for the next deployments, `count` of them, of one service and environment where these are named. */
export const Fault = z.object({
  kind: FaultKind,
  count: z.number().int().min(1).default(1),
  service: z.string().optional(),
  environment: z.string().optional(),
});
export type Fault = z.infer<typeof Fault>;

export type Faults = {
  /** Adds a fault behind those that wait. */
  readonly add: (fault: z.input<typeof Fault>) => void;
  /** Uses up and returns the first fault that is meant for this deployment. */
  readonly take: (deployment: { readonly service: string; readonly environment: string }) => FaultKind | null;
  readonly clear: () => void;
};

/** The faults that wait for a deployment, first come first served. */
export function createFaults(): Faults {
  let waiting: readonly Fault[] = [];
  return {
    add: (fault) => {
      waiting = [...waiting, Fault.parse(fault)];
    },
    take: ({ service, environment }) => {
      const index = waiting.findIndex(
        (fault) => (fault.service ?? service) === service && (fault.environment ?? environment) === environment,
      );
      const fault = waiting[index];
      if (!fault) return null;
      const rest = fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
      waiting = [...waiting.slice(0, index), ...rest, ...waiting.slice(index + 1)];
      return fault.kind;
    },
    clear: () => {
      waiting = [];
    },
  };
}
