import type { Acknowledgement, Delivery, Outgoing } from './delivery.ts';

/** The last kinds of payload that can be sent again. */
export type RedeliverKind = 'command' | 'action' | 'view' | 'event';

/** Sends payloads to the app and remembers the last of each kind. */
export type PostOffice = {
  readonly send: (outgoing: Outgoing) => Promise<Acknowledgement>;
  /** Sends the last payload of a kind once more, word for word, in a new envelope. Rejects if there was none. */
  readonly redeliver: (kind: RedeliverKind) => Promise<Acknowledgement>;
  /** Resolves when no payload is on its way. */
  readonly settled: () => Promise<void>;
};

/** Opens with nothing sent. */
export function createPostOffice(delivery: Delivery): PostOffice {
  const last = new Map<RedeliverKind, Outgoing>();
  const under = new Set<Promise<unknown>>();
  const carry = (outgoing: Outgoing) => {
    const answer = delivery.send(outgoing);
    under.add(answer);
    void answer.finally(() => under.delete(answer));
    return answer;
  };
  return {
    send(outgoing) {
      last.set(kindOf(outgoing), outgoing);
      return carry(outgoing);
    },
    async redeliver(kind) {
      const outgoing = last.get(kind);
      if (outgoing === undefined) throw new Error(`No ${kind} has been sent to the app yet.`);
      return carry(outgoing);
    },
    async settled() {
      while (under.size > 0) await Promise.allSettled([...under]);
    },
  };
}

function kindOf(outgoing: Outgoing): RedeliverKind {
  if (outgoing.kind === 'slash_commands') return 'command';
  if (outgoing.kind === 'events_api') return 'event';
  return String(outgoing.payload.type).startsWith('view_') ? 'view' : 'action';
}
