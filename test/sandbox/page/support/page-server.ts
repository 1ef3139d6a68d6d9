import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Act, Change, Picture } from '#sandbox/slack/client-api.ts';

type Answer = { readonly ok: boolean; readonly error?: string; readonly data?: unknown };

/** A server that speaks the page's contract from a fixture, records every act, and answers as the test says. */
export type PageServer = {
  readonly url: string;
  readonly acts: Act[];
  /** Sends a change to every open page. */
  readonly push: (change: Change) => void;
  /** Answers acts of this kind from now on; the default is `{ ok: true }`. */
  readonly answer: (type: Act['type'], reply: (act: Act) => Answer | Promise<Answer>) => void;
  /** The next act of this kind that is not yet in `acts` when called. */
  readonly nextAct: <T extends Act['type']>(type: T) => Promise<Extract<Act, { readonly type: T }>>;
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
};

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** Serves the built page from `directory` and the picture over `/client`, on a free port of loopback. */
export async function startPageServer(directory: string, picture: () => Picture): Promise<PageServer> {
  const acts: Act[] = [];
  const replies = new Map<string, (act: Act) => Answer | Promise<Answer>>();
  const watchers = new Set<(act: Act) => void>();
  const http = createServer((request, response) => void serveFile(directory, request, response));
  const sockets = new WebSocketServer({ server: http, path: '/client' });
  const send = (socket: WebSocket, change: Change): void => socket.send(JSON.stringify(change));
  sockets.on('connection', (socket) => {
    send(socket, { type: 'hello', picture: picture() });
    socket.on('message', async (data) => {
      const act = JSON.parse(String(data)) as Act;
      acts.push(act);
      for (const watcher of watchers) watcher(act);
      const reply = (await replies.get(act.type)?.(act)) ?? { ok: true };
      send(socket, { type: 'answer', id: act.id, ...reply });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    acts,
    push: (change) => {
      for (const socket of sockets.clients) send(socket, change);
    },
    answer: (type, reply) => void replies.set(type, reply),
    nextAct: (type) => nextAct(watchers, type),
    dropConnections: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function nextAct<T extends Act['type']>(
  watchers: Set<(act: Act) => void>,
  type: T,
): Promise<Extract<Act, { readonly type: T }>> {
  return new Promise((resolve) => {
    const watch = (act: Act): void => {
      if (act.type !== type) return;
      watchers.delete(watch);
      resolve(act as Extract<Act, { readonly type: T }>);
    };
    watchers.add(watch);
  });
}

async function serveFile(directory: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://page').pathname;
  const name = path === '/' ? 'index.html' : path.slice(1);
  if (!/^(index\.html|page\.(js|css))$/.test(name)) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  response.writeHead(200, { 'content-type': type }).end(await readFile(join(directory, name)));
}
