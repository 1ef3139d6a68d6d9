/** One answer of a health address. */
export type HealthAnswer = { readonly ok: true; readonly took: number } | { readonly ok: false; readonly why: string };

/** Asks a service once whether it is well. Never throws: an unreachable address is an answer. */
export type Health = {
  check(request: { readonly url: string; readonly status: number; readonly timeout: number }): Promise<HealthAnswer>;
};
