/**
 * What goes wrong with one call. `drop` cuts the connection, before or after the method has done its work; `http-500`
 * answers before it does anything, `http-500-after-effect` after; `slowMs` answers late.
 */
export type Fault =
  | 'http-500'
  | 'http-500-after-effect'
  | 'drop-before-effect'
  | 'drop-after-effect'
  | { readonly rateLimited: number }
  | { readonly slowMs: number }
  | { readonly error: string };

/** The faults that tests have planned. */
export type FaultPlan = {
  /** Plans a fault for the next `times` calls of a method, after those planned before. `*` is any method. */
  readonly inject: (method: string, fault: Fault, times?: number) => void;
  /** Takes the next fault planned for a call, if any. */
  readonly take: (method: string) => Fault | undefined;
  readonly clear: () => void;
};

/** Starts with no faults. */
export function createFaultPlan(): FaultPlan {
  const planned = new Map<string, Fault[]>();
  return {
    inject(method, fault, times = 1) {
      planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    take: (method) => planned.get(method)?.shift() ?? planned.get('*')?.shift(),
    clear: () => planned.clear(),
  };
}
