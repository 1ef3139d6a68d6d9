/**
 * Slack's own Socket Mode client is not used: a failed reconnect there is an unhandled rejection that ends the process, and at each of
 * Slack's planned reconnects it closes the old connection first, so that clicks of that moment are lost.
 */
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Ear } from './ear.ts';
import type { Log } from './log.ts';
import type { Deliver, Payload } from './payload.ts';
import { type Envelope, openSocketLink, type SocketLink } from './socket-link.ts';

/** What asking for a connection address gave: `refused` will not change by asking again, `away` may. */
export type ConnectionAddress =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'away'; readonly error: Error; readonly wait?: Millis };

export type SocketEarOptions = {
  /** Asks Slack for a single-use address (apps.connections.open). Never throws. */
  readonly askAddress: () => Promise<ConnectionAddress>;
  readonly clock: Clock;
  readonly log: Log;
  readonly helloTimeout?: Millis;
  readonly pingInterval?: Millis;
  /** The first and the longest wait between failed connections, in milliseconds; each wait doubles the last. */
  readonly backoff?: { readonly first: Millis; readonly longest: Millis };
};

const shortLife = 10_000;
const overlap = 15_000;

/**
 * Socket Mode: holds a connection and opens another whenever it ends. A planned reconnect opens the new connection before the old one is
 * let go, so nothing is missed. Lost connections are tried again for ever, each wait longer up to `backoff.longest`.
 */
export function createSocketEar(options: SocketEarOptions): Ear {
  const { clock, log, askAddress, backoff = { first: 500, longest: 30_000 } } = options;
  const links = new Set<SocketLink>();
  const stopping = new AbortController();
  let current: SocketLink | null = null;
  let supervision: Promise<void> = Promise.resolve();

  const connect = async (deliver: Deliver): Promise<SocketLink | ConnectionAddress> => {
    const address = await askAddress();
    if (address.kind !== 'address') return address;
    const onEnvelope = (envelope: Envelope, link: SocketLink) => {
      if (!stopping.signal.aborted) void deliver(toPayload(envelope, link, log));
    };
    try {
      const { helloTimeout = 15_000, pingInterval = 10_000 } = options;
      const link = await openSocketLink(address.url, { onEnvelope, helloTimeout, pingInterval });
      links.add(link);
      current = link;
      return link;
    } catch (error) {
      return { kind: 'away', error: error instanceof Error ? error : new Error(String(error)) };
    }
  };

  const supervise = async (first: SocketLink | ConnectionAddress, deliver: Deliver): Promise<void> => {
    let failures = 0;
    for (let attempt = first; !stopping.signal.aborted; attempt = await connect(deliver)) {
      const isLink = 'leaving' in attempt;
      const openedAt = clock.now();
      let asked: Millis = 0;
      if ('leaving' in attempt) {
        const reason = await attempt.leaving;
        if (current === attempt) current = null;
        retire(attempt, links, reason);
        if (!stopping.signal.aborted) log.info({ reason }, 'the Socket Mode connection is renewed');
      } else if (attempt.kind !== 'address') {
        log.error({ err: attempt.error }, 'Socket Mode cannot be connected; it is tried again');
        asked = attempt.kind === 'away' ? (attempt.wait ?? 0) : backoff.longest;
      }
      const hasLasted = isLink && clock.now() - openedAt >= shortLife;
      failures = hasLasted ? 0 : failures + 1;
      const isFirst = isLink && failures <= 1;
      const wait = isFirst ? 0 : Math.min(backoff.longest, backoff.first * 2 ** (failures - 1));
      await clock.sleep(Math.max(wait, asked), stopping.signal).catch(() => undefined);
    }
  };

  return {
    async open(deliver) {
      const first = await connect(deliver);
      if ('kind' in first && first.kind === 'refused') throw first.error;
      supervision = supervise(first, deliver);
    },
    /** Slack cannot be told to send no more over an open connection, so what comes while others finish is taken, too. */
    async deafen() {},
    async close() {
      stopping.abort();
      for (const link of links) link.close();
      links.clear();
      current = null;
      await supervision;
    },
    isOpen: () => current !== null,
    port: () => null,
  };
}

/** Keeps an announced connection for the acknowledgements still to be sent over it; Slack closes it by itself. */
function retire(link: SocketLink, links: Set<SocketLink>, reason: string): void {
  const drop = () => {
    links.delete(link);
    link.close();
  };
  if (reason === 'closed') drop();
  else setTimeout(drop, overlap).unref();
}

function toPayload(envelope: Envelope, link: SocketLink, log: Log): Payload {
  const { envelope_id, retry_attempt: retryNum, retry_reason: retryReason } = envelope;
  return {
    body: envelope.payload,
    ...(retryNum === undefined || retryNum === 0 ? {} : { retryNum }),
    ...(retryReason === undefined || retryReason === '' ? {} : { retryReason }),
    async accept(answer) {
      const words = typeof answer === 'string' ? { text: answer } : answer;
      const hasAnswer = envelope.accepts_response_payload && words !== undefined && words !== null && answer !== '';
      try {
        await link.send({ envelope_id, ...(hasAnswer ? { payload: words } : {}) });
      } catch (error) {
        log.warn({ err: error }, 'an acknowledgement could not be sent');
      }
    },
    async decline() {},
  };
}
