import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** What happens to a WebSocket on each of the two paths. */
export type Upgrades = {
  readonly onApp: (socket: WebSocket, ticket: string | undefined) => void;
  readonly onPage: (socket: WebSocket) => void;
};

/** Takes WebSockets at `/link` (Socket Mode) and `/client` (pages of this very origin); refuses any other. */
export function serveUpgrades(server: Server, upgrades: Upgrades): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4_000_000 });
  server.on('upgrade', (request, stream, head) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const isApp = url.pathname === '/link';
    if (!isApp && !(url.pathname === '/client' && isOwnOrigin(request))) {
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (isApp) upgrades.onApp(socket, url.searchParams.get('ticket') ?? undefined);
      else upgrades.onPage(socket);
    });
  });
  return sockets;
}

function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}
