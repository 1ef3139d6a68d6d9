import type { Fence, LeaseStore } from '#ports/log-store.ts';

/** What became of work under a lease, and the moment the lease is given back, which the end of a job must wait for. */
export type Held<Result> = { readonly result: Result; readonly released: Promise<void> };

/**
 * Runs `work` while holding a lease, renewed at a third of its time. When the lease is lost the signal aborts and every append with the
 * fence is refused. `first` is sent right behind the request for the lease, in one trip, and `work` gets its answer: a read, or an append with
 * the fence, which is refused where the lease is. Null when somebody else holds the lease.
 */
export async function withLease<First, Result>(
  ports: { readonly leases: LeaseStore; readonly leaseTtl: number },
  { log, lease }: { readonly log: string; readonly lease: string },
  first: (fence: Fence) => Promise<First>,
  work: (first: First, fence: Fence, signal: AbortSignal) => Promise<Result>,
): Promise<Held<Result> | null> {
  const token = ports.leases.newToken();
  const acquiring = ports.leases.acquire(log, lease, ports.leaseTtl, token);
  const answering = first({ lease, token });
  // Awaited below by the holder; nobody else needs to hear of it.
  answering.catch(() => undefined);
  if ((await acquiring) === null) return null;
  const lost = new AbortController();
  const beat = keepRenewing(ports, log, lease, token, lost);
  const giveBack = (): Promise<void> => {
    clearInterval(beat);
    return ports.leases.release(log, lease, token).catch(() => undefined);
  };
  try {
    const result = await work(await answering, { lease, token }, lost.signal);
    return { result, released: giveBack() };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

function keepRenewing(
  ports: { readonly leases: LeaseStore; readonly leaseTtl: number },
  log: string,
  lease: string,
  token: string,
  lost: AbortController,
): NodeJS.Timeout {
  return setInterval(
    () => {
      ports.leases.renew(log, lease, token, ports.leaseTtl).then(
        (isHeld) => {
          if (!isHeld) lost.abort(new Error('lease lost'));
        },
        // Redis is away: the lease may yet be renewed by the next beat, and the fence decides in any case.
        () => undefined,
      );
    },
    Math.max(50, Math.floor(ports.leaseTtl / 3)),
  );
}
