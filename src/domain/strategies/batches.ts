import type { Stage } from '../plan/stage.ts';
import type { ServiceMove, StagePolicy } from './strategy.ts';

/** How many batches one service is replaced in at most, the last one included. */
export const mostBatches = 50;

/** The stages of a rolling update but the last, which is the whole: by number where a batch has a size, else by shares. */
export function batchesOf(
  { batches, batchSize }: Pick<StagePolicy, 'batches' | 'batchSize'>,
  { instances }: Pick<ServiceMove, 'instances'>,
): readonly Stage[] {
  if (batchSize !== undefined && instances !== undefined)
    return countsOf(batchSize, instances).map((count) => batchAt(count, instances));
  return batches.filter((share) => share < 100).map((share) => ({ kind: 'instances', percent: share }));
}

/**
 * How many instances have the version after each batch but the last: 2, 4, 6 for batches of 2 of 7. No batch is all of them where there is more
 * than one, so the last one keeps an instance for itself.
 */
export function countsOf(batchSize: number, instances: number): readonly number[] {
  const size = Math.min(batchSize, instances - 1);
  const parts = size < 1 ? 0 : Math.ceil(instances / size) - 1;
  return Array.from({ length: parts }, (_, index) => (index + 1) * size);
}

/** The percent is for platforms that know no numbers: rounded, and neither nothing nor all. */
function batchAt(count: number, of: number): Stage {
  const percent = Math.min(99, Math.max(1, Math.round((100 * count) / of)));
  return { kind: 'instances', percent, count, of };
}
