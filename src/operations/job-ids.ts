import { digestOf } from '#domain/digest.ts';
import type { ReleaseId, StepId } from '#domain/ids.ts';

/** Waiting jobs with the same id are one job. BullMQ ids may hold no colon; slashes and dots are kept out as well. */
export const jobIds = {
  advance: (release: ReleaseId): string => `advance-${release}`,
  advanceAt: (release: ReleaseId, at: number): string => `advance-${release}-at-${at}`,
  runStep: (release: ReleaseId, step: StepId, attempt: number): string => `run-${ofStep(release, step, attempt)}`,
  /** Not that of the look that waits for its time: the two never stand for each other. */
  earlyLook: (release: ReleaseId, step: StepId, attempt: number): string => `look-${ofStep(release, step, attempt)}`,
  render: (release: ReleaseId): string => `render-${release}`,
} as const;

/** Two steps may read the same once slashes and dots are gone, so a piece of the digest keeps them apart. */
function ofStep(release: ReleaseId, step: StepId, attempt: number): string {
  const readable = step.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 100);
  return `${release}-${readable}-${digestOf(step).slice(0, 8)}-${attempt}`;
}
