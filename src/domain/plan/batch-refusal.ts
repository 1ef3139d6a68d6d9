import type { Environment } from '../project/environment.ts';
import { countsOf, mostBatches } from '../strategies/batches.ts';
import { baselineOf } from './baseline-of.ts';
import { instancesOf } from './instances-of.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { PlanRefusal } from './plan-refusal.ts';

/** Why a service that runs cannot be replaced in batches of so many instances here; null where it can, or where batches are shares. */
export function batchRefusal(facts: PlanFacts, { name, rolling }: Environment, service: string): PlanRefusal | null {
  const { batchSize } = rolling;
  const runs = (baselineOf(facts, name, service)?.version ?? null) !== null;
  if (batchSize === undefined || !runs) return null;
  const instances = instancesOf(facts, name, service);
  if (instances === null) return { code: 'instances_unknown', environment: name, service, batchSize };
  const batches = countsOf(batchSize, instances).length + 1;
  if (batches <= mostBatches) return null;
  const leastSize = Math.ceil(instances / mostBatches);
  return {
    code: 'too_many_batches',
    environment: name,
    service,
    batchSize,
    instances,
    batches,
    most: mostBatches,
    leastSize,
  };
}
