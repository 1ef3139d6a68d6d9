/**
 * Slack's own Socket Mode client is not used: a failed reconnect there is an unhandled rejection that ends the process, and at each of
 * Slack's planned reconnects it closes the old connection first, so that clicks of that moment are lost.
 */
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { ConnectionAddress } from './connection-address.ts';
import type { Ear } from './ear.ts';
import { type Attempt, type Backoff, keepConnected } from './keep-connected.ts';
import type { Log } from './log.ts';
import type { Deliver, Payload } from './payload.ts';
import { type Envelope, openSocketLink, type SocketLink } from './socket-link.ts';

export type SocketEarOptions = {
  /** Asks Slack for a single-use address (apps.connections.open). Never throws. */
  readonly askAddress: () => Promise<ConnectionAddress>;
  readonly clock: Clock;
  readonly log: Log;
  readonly helloTimeout?: Millis;
  readonly pingInterval?: Millis;
  readonly backoff?: Backoff;
};

/**
 * Socket Mode: holds a connection and opens another whenever it ends. A planned reconnect opens the new connection before the old one is
 * let go, so nothing is missed.
 */
export function createSocketEar(options: SocketEarOptions): Ear {
  const { clock, log, backoff = { first: 500, longest: 30_000 } } = options;
  const links = new Set<SocketLink>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let supervision: Promise<void> = Promise.resolve();

  return {
    async open(deliver) {
      const connect = () => openLink(options, deliver, links, signal);
      const first = await connect();
      if ('kind' in first && first.kind === 'refused') throw first.error;
      supervision = keepConnected(first, { connect, backoff, signal, clock, log });
    },
    /** Slack cannot be told to send no more over an open connection, so what comes while others finish is taken, too. */
    async deafen() {},
    async close() {
      for (const link of links) link.close();
      stopping.abort();
      links.clear();
      await supervision;
    },
    isOpen: () => links.size > 0,
    port: () => null,
  };
}

async function openLink(
  options: SocketEarOptions,
  deliver: Deliver,
  links: Set<SocketLink>,
  signal: AbortSignal,
): Promise<Attempt> {
  const { log, helloTimeout = 15_000, pingInterval = 10_000 } = options;
  const address = await options.askAddress();
  if (address.kind !== 'address') return address;
  if (signal.aborted) return { kind: 'away', error: new Error('The app is stopping.') };
  const onEnvelope = (envelope: Envelope, link: SocketLink) => {
    if (!signal.aborted) void deliver(toPayload(envelope, link, log));
  };
  try {
    const link = await openSocketLink(address.url, { onEnvelope, helloTimeout, pingInterval, signal });
    links.add(link);
    void link.ended.then(() => links.delete(link));
    return link;
  } catch (error) {
    return { kind: 'away', error: error instanceof Error ? error : new Error(String(error)) };
  }
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
