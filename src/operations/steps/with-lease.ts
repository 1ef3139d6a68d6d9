import type { Fence, LeaseStore } from '#ports/log-store.ts';

/**
 * Runs `work` while holding a lease, renewed at a third of its time. When the lease is lost the signal aborts and every append with the
 * fence is refused. Does nothing (false) when somebody else holds it.
 */
export async function withLease(
  ports: { readonly leases: LeaseStore; readonly leaseTtl: number },
  log: string,
  lease: string,
  work: (fence: Fence, signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const token = await ports.leases.acquire(log, lease, ports.leaseTtl);
  if (token === null) return false;
  const lost = new AbortController();
  const beat = setInterval(
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
  try {
    await work({ lease, token }, lost.signal);
    return true;
  } finally {
    clearInterval(beat);
    await ports.leases.release(log, lease, token).catch(() => undefined);
  }
}
