import type { Fence, LeaseStore } from '#ports/log-store.ts';

/** What became of work under a lease, and the moment the lease is given back, which the end of a job must wait for. */
export type Held<Result> = { readonly result: Result; readonly released: Promise<void> };

/**
 * Runs `work` while holding a lease, renewed at a third of its time. When the lease is lost the signal aborts and every append with the
 * fence is refused. `read` is asked right behind the lease, in one trip, and `work` gets the answer. Null when somebody else holds it.
 */
export async function withLease<Read, Result>(
  ports: { readonly leases: LeaseStore; readonly leaseTtl: number },
  { log, lease }: { readonly log: string; readonly lease: string },
  read: () => Promise<Read>,
  work: (read: Read, fence: Fence, signal: AbortSignal) => Promise<Result>,
): Promise<Held<Result> | null> {
  const acquiring = ports.leases.acquire(log, lease, ports.leaseTtl);
  const reading = read();
  // Awaited below by the holder; nobody else needs to hear of it.
  reading.catch(() => undefined);
  const token = await acquiring;
  if (token === null) return null;
  const lost = new AbortController();
  const beat = keepRenewing(ports, log, lease, token, lost);
  const giveBack = (): Promise<void> => {
    clearInterval(beat);
    return ports.leases.release(log, lease, token).catch(() => undefined);
  };
  try {
    const result = await work(await reading, { lease, token }, lost.signal);
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
