/** A backend's share of the requests: any number from 0 up; only the proportion counts. */
export type Weighted = { readonly name: string; readonly weight: number };

/**
 * Chooses backends in turn by weight, spread evenly (nginx's smooth weighted round robin): with weights 3 and 1 each run of four
 * holds three and one. Answers undefined when no backend has a weight above 0.
 */
export function createPicker<B extends Weighted>(): (backends: readonly B[]) => B | undefined {
  const current = new Map<string, number>();
  return (backends) => {
    const eligible = backends.filter((backend) => backend.weight > 0);
    const total = eligible.reduce((sum, backend) => sum + backend.weight, 0);
    let best: B | undefined;
    for (const backend of eligible) {
      const score = (current.get(backend.name) ?? 0) + backend.weight;
      current.set(backend.name, score);
      if (best === undefined || score > (current.get(best.name) ?? 0)) best = backend;
    }
    if (best) current.set(best.name, (current.get(best.name) ?? 0) - total);
    return best;
  };
}
