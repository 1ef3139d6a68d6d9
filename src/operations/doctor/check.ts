import type { Verdict } from '#domain/doctor/finding.ts';

/** One line of the doctor's report. `run` may throw a ReleaseError: it counts as failed with its sentence. */
export type Check = { readonly name: string; readonly run: () => Promise<Verdict> };
