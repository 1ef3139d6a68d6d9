import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isJsonObject } from '../json-object.ts';
import type { Timings } from '../timings.ts';
import type { Acknowledgement, Delivery, Outgoing } from './delivery.ts';

/** Socket Mode as Slack serves it, with what tests need to disturb it. */
export type SocketMode = Delivery & {
  /** A one-use ticket for a connection. */
  readonly ticket: () => string;
  /** Takes a new connection in, or closes it if its ticket is not good or ten are open. */
  readonly accept: (socket: WebSocket, ticket: string | undefined) => void;
  /** Tells every connection to come back, as Slack does every few hours. */
  readonly refresh: (reason?: 'warning' | 'refresh_requested' | 'link_disabled') => void;
  readonly connections: () => number;
};

const connectionLimit = 10;

type Waiting = { readonly settle: (answer: Acknowledgement) => void; readonly socket: WebSocket };

/** Serves Socket Mode. `onConnection` is called when the first connection opens and when the last one ends. */
export function createSocketMode(
  appId: string,
  timings: Timings,
  onConnection: (connected: boolean) => void,
): SocketMode {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, Waiting>();
  let turn = 0;

  const take = (socket: WebSocket) => {
    sockets.add(socket);
    keepOpen(socket, waiting, timings.pingMs, () => {
      sockets.delete(socket);
      if (sockets.size === 0) onConnection(false);
    });
    socket.send(JSON.stringify(hello(appId, sockets.size)));
    if (sockets.size === 1) onConnection(true);
  };

  return {
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    accept(socket, ticket) {
      const isGood = ticket !== undefined && tickets.delete(ticket) && sockets.size < connectionLimit;
      if (isGood) take(socket);
      else socket.close(1008, 'too_many_websockets or a used ticket');
    },
    send(outgoing) {
      const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN);
      const socket = open[turn++ % Math.max(open.length, 1)];
      if (socket === undefined) return Promise.resolve({ ok: false, error: 'dispatch_failed' });
      return sendOver(socket, outgoing, waiting, timings.ackMs);
    },
    refresh(reason = 'refresh_requested') {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      }
    },
    connections: () => sockets.size,
    isConnected: () => sockets.size > 0,
    stop() {
      for (const socket of [...sockets]) socket.terminate();
    },
  };
}

/** Pings a connection and hears its acknowledgements until it ends; what it has not answered by then has failed. */
function keepOpen(socket: WebSocket, waiting: Map<string, Waiting>, pingMs: number, onEnd: () => void): void {
  const pings = setInterval(() => socket.ping('Ping from the sandbox'), pingMs);
  socket.on('message', (data) => {
    const message = parsed(data.toString());
    waiting.get(String(message?.envelope_id))?.settle({ ok: true, body: message?.payload ?? null });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(pings);
    for (const entry of [...waiting.values()]) {
      if (entry.socket === socket) entry.settle({ ok: false, error: 'operation_timeout' });
    }
    onEnd();
  });
}

function sendOver(
  socket: WebSocket,
  outgoing: Outgoing,
  waiting: Map<string, Waiting>,
  ackMs: number,
): Promise<Acknowledgement> {
  const envelopeId = randomUUID();
  return new Promise((resolve) => {
    const settle = (answer: Acknowledgement) => {
      clearTimeout(late);
      waiting.delete(envelopeId);
      resolve(answer);
    };
    const late = setTimeout(() => settle({ ok: false, error: 'operation_timeout' }), ackMs);
    waiting.set(envelopeId, { settle, socket });
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type: outgoing.kind,
        payload: outgoing.payload,
        accepts_response_payload: outgoing.kind !== 'events_api',
        ...(outgoing.kind === 'events_api'
          ? { retry_attempt: outgoing.retry?.num ?? 0, retry_reason: outgoing.retry?.reason ?? '' }
          : {}),
      }),
    );
  });
}

function hello(appId: string, connections: number) {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function parsed(data: string) {
  try {
    const message: unknown = JSON.parse(data);
    return isJsonObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
