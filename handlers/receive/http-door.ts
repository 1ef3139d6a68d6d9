import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ReleaseError } from '#errors.ts';
import type { Log } from './log.ts';

export type HttpDoorOptions = {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host?: string;
  /** The environment variable that names the port, for the sentence that says it is taken. */
  readonly portVariable: string;
  readonly log: Log;
  /** Takes one POST to its response; null where nothing is at this path. A fault destroys the connection and is logged. */
  readonly answer: (path: string) => ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
};

/** A port that takes POST requests at some paths. Everything else is 404 or 405. */
export type HttpDoor = {
  /** Rejects when the port cannot be listened on. */
  open(): Promise<void>;
  /** Takes no more connections; responses of those under way can still be sent. */
  deafen(): Promise<void>;
  /** Lets go of everything. */
  close(): Promise<void>;
  isOpen(): boolean;
  /** The TCP port that is listened on, null before it is. */
  port(): number | null;
};

/** Where a load balancer asks whether requests are taken: 200 while they are, 503 once the app is stopping. */
const healthPath = '/healthz';

/** Opens nothing yet. Requests whose headers or body take more than ten seconds are given up. */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  let server: Server | null = null;
  let isOpen = false;
  return {
    async open() {
      server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) =>
        route(request, response, isOpen, options),
      );
      await listen(server, options);
      isOpen = true;
    },
    async deafen() {
      isOpen = false;
      server?.close();
      server?.closeIdleConnections();
    },
    async close() {
      isOpen = false;
      const closing = server;
      if (closing === null) return;
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        closing.closeAllConnections();
      });
    },
    isOpen: () => isOpen,
    port() {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address.port : null;
    },
  };
}

function route(
  request: IncomingMessage,
  response: ServerResponse,
  isOpen: boolean,
  { answer, log }: HttpDoorOptions,
): void {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (!isOpen) response.setHeader('connection', 'close');
  if (path === healthPath && request.method === 'GET') {
    response.writeHead(isOpen ? 200 : 503, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ ok: isOpen }));
  }
  const take = answer(path);
  if (take === null) return void response.writeHead(404).end();
  if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
  take(request, response).catch((error: unknown) => {
    log.error({ err: error }, 'a request could not be answered');
    response.destroy();
  });
}

async function listen(server: Server, { port, portVariable, host }: HttpDoorOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `Port ${port} cannot be listened on (${cause.code ?? 'no reason given'}). Set ${portVariable} to a free one and start again.`;
      reject(new ReleaseError('ENVIRONMENT_INVALID', 'fatal', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
