import WebSocket from 'ws';
import { z } from 'zod';

/** One message of Socket Mode that carries a payload. */
export const Envelope = z.object({
  envelope_id: z.string(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  accepts_response_payload: z.boolean().default(false),
  retry_attempt: z.number().int().optional().catch(undefined),
  retry_reason: z.string().optional().catch(undefined),
});
export type Envelope = z.infer<typeof Envelope>;

const Notice = z.object({ type: z.enum(['hello', 'disconnect']), reason: z.string().optional() });

/** One open Socket Mode connection. */
export type SocketLink = {
  /** Resolves with the reason when Slack announces the end of the connection (it can still be used) or when it has ended. */
  readonly leaving: Promise<string>;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
  /** Sends one message. Rejects when the connection is gone. */
  send(message: unknown): Promise<void>;
  close(): void;
};

export type LinkOptions = {
  readonly onEnvelope: (envelope: Envelope, link: SocketLink) => void;
  /** Milliseconds until Slack's hello must have come. */
  readonly helloTimeout: number;
  /** Milliseconds between pings; three unanswered ones end the connection. */
  readonly pingInterval: number;
  /** Gives up a connection that is still being made. */
  readonly signal: AbortSignal;
};

/** Opens a connection and resolves once Slack has said hello. */
export function openSocketLink(url: string, options: LinkOptions): Promise<SocketLink> {
  const socket = new WebSocket(url, { handshakeTimeout: options.helloTimeout, maxPayload: 8 * 1024 * 1024 });
  let leave: (reason: string) => void = () => undefined;
  const leaving = new Promise<string>((resolve) => {
    leave = resolve;
  });
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const link: SocketLink = { leaving, ended, send: (message) => send(socket, message), close: () => end(socket) };

  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.terminate(), options.helloTimeout);
    const stopPinging = keepAlive(socket, options.pingInterval);
    const giveUp = () => socket.terminate();
    options.signal.addEventListener('abort', giveUp, { once: true });
    let cause: Error | undefined;
    socket.on('error', (error) => {
      cause = error;
    });
    socket.on('close', () => {
      clearTimeout(late);
      stopPinging();
      options.signal.removeEventListener('abort', giveUp);
      reject(new Error('The Socket Mode connection ended before its hello.', { cause }));
      leave('closed');
    });
    socket.on('message', (data) => {
      const message = parse(data.toString());
      const envelope = Envelope.safeParse(message);
      if (envelope.success) return options.onEnvelope(envelope.data, link);
      const notice = Notice.safeParse(message);
      if (!notice.success) return;
      if (notice.data.type === 'disconnect') return leave(notice.data.reason ?? 'disconnect');
      clearTimeout(late);
      options.signal.removeEventListener('abort', giveUp);
      resolve(link);
    });
  });
}

function keepAlive(socket: WebSocket, interval: number): () => void {
  let unanswered = 0;
  const heard = () => {
    unanswered = 0;
  };
  socket.on('ping', heard).on('pong', heard).on('message', heard);
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (unanswered >= 3) return socket.terminate();
    unanswered += 1;
    socket.ping();
  }, interval);
  return () => clearInterval(timer);
}

function send(socket: WebSocket, message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The Socket Mode connection is gone.'));
    socket.send(JSON.stringify(message), (error) => (error == null ? resolve() : reject(error)));
  });
}

function end(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CLOSED) return;
  socket.close(1000);
  setTimeout(() => socket.terminate(), 1_000).unref();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
