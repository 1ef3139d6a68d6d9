import type { ReleaseId, StepId } from '#domain/ids.ts';

/** Waiting jobs with the same id are one job. BullMQ ids may hold no colon; slashes and dots are kept out as well. */
export const jobIds = {
  advance: (release: ReleaseId): string => `advance-${release}`,
  advanceAt: (release: ReleaseId, at: number): string => `advance-${release}-at-${at}`,
  runStep: (release: ReleaseId, step: StepId, attempt: number): string =>
    `run-${release}-${step.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-${attempt}`,
  render: (release: ReleaseId): string => `render-${release}`,
} as const;
