import { chainHash, chainStart } from '#domain/event-chain.ts';
import type { AppendRequest, LeaseStore, LogStore, StoredEvent } from '#ports/log-store.ts';

/** A log store in memory that passes the same contract as the real one. Give it the lease store its fences are checked against. */
export function createMemoryLogStore(
  leases?: LeaseStore & { holderOf(log: string, lease: string): string | null },
): LogStore {
  const logs = new Map<string, StoredEvent[]>();
  const fenced = ({ log, fence }: AppendRequest) =>
    fence !== undefined && leases?.holderOf(log, fence.lease) !== fence.token;
  return {
    async append(request) {
      const events = logs.get(request.log) ?? [];
      if (fenced(request)) return { kind: 'fenced' };
      if (events.length !== request.expectedSeq) return { kind: 'conflict', seq: events.length };
      const { log, at, bodies } = request;
      for (const body of structuredClone(bodies)) {
        const seq = events.length + 1;
        const prev = events.at(-1)?.hash ?? chainStart(log);
        events.push({ seq, at, prev, hash: chainHash(prev, { seq, at, body }), body });
      }
      if (events.length > 0) logs.set(log, events);
      return { kind: 'appended', seq: events.length };
    },
    async read(log, afterSeq = 0) {
      return (logs.get(log) ?? []).slice(afterSeq);
    },
    async list(prefix) {
      return [...logs.keys()].filter((log) => log.startsWith(prefix));
    },
  };
}
