import { digestOf } from '#domain/digest.ts';
import type { ReleaseId, StepId } from '#domain/ids.ts';

/** Waiting jobs with the same id are one job. BullMQ ids may hold no colon; slashes and dots are kept out as well. */
export const jobIds = {
  advance: (release: ReleaseId): string => `advance-${release}`,
  advanceAt: (release: ReleaseId, at: number): string => `advance-${release}-at-${at}`,
  runStep: (release: ReleaseId, step: StepId, attempt: number): string =>
    // Two steps may read the same once slashes and dots are gone, so a piece of the digest keeps them apart.
    `run-${release}-${step.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 100)}-${digestOf(step).slice(0, 8)}-${attempt}`,
  render: (release: ReleaseId): string => `render-${release}`,
} as const;
