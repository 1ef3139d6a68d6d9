import { createServer, type RequestListener, type Server } from 'node:http';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { ReportError } from '../report-error.ts';
import { answerRequest } from './answer-request.ts';
import type { Ear } from './ear.ts';
import type { Log } from './log.ts';
import type { Deliver } from './payload.ts';
import type { ReplayGuard } from './replay-guard.ts';

export type HttpEarOptions = {
  readonly port: number;
  readonly host?: string;
  readonly signingSecret: string;
  readonly replays: ReplayGuard;
  readonly reportError: ReportError;
  readonly clock: Clock;
  readonly log: Log;
};

/** Where Slack sends everything: commands, interactivity, options and events. */
const eventsPath = '/slack/events';

/** Where a load balancer asks whether the app takes requests: 200 while it does, 503 once it is stopping. */
const healthPath = '/healthz';

/** Slack's signed HTTP requests, on `POST /slack/events`. Everything else is 404. */
export function createHttpEar(options: HttpEarOptions): Ear {
  let server: Server | null = null;
  let isOpen = false;

  return {
    async open(deliver) {
      const listener = route({ ...options, deliver, isOpen: () => isOpen });
      server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, listener);
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

function route(ports: HttpEarOptions & { deliver: Deliver; isOpen: () => boolean }): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    const isOpen = ports.isOpen();
    if (!isOpen) response.setHeader('connection', 'close');
    if (path === healthPath && request.method === 'GET') {
      response.writeHead(isOpen ? 200 : 503, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ ok: isOpen }));
    }
    if (path !== eventsPath) return response.writeHead(404).end();
    if (request.method !== 'POST') return response.writeHead(405, { allow: 'POST' }).end();
    answerRequest(request, response, ports).catch((error: unknown) => {
      ports.log.error({ err: error }, 'a request could not be answered');
      response.destroy();
    });
  };
}

async function listen(server: Server, { port, host }: HttpEarOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `Port ${port} cannot be listened on (${cause.code ?? 'no reason given'}). Set PORT to a free one and start again.`;
      reject(new ReleaseError('ENVIRONMENT_INVALID', 'fatal', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
