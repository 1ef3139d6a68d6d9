import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Millis } from '#domain/ids.ts';
import type { Scratch } from '#ports/log-store.ts';
import { createHttpDoor } from '../receive/http-door.ts';
import { createInFlight } from '../receive/in-flight.ts';
import { createReplayGuard } from '../receive/replay-guard.ts';
import { type AnswerWebhookPorts, answerWebhook } from './answer-webhook.ts';
import type { WebhookSender } from './webhook-sender.ts';

export type WebhookEarOptions = Omit<AnswerWebhookPorts, 'replays'> & {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host?: string;
  readonly senders: readonly WebhookSender[];
  /** Where marks of what was taken are kept; shared by all app processes. */
  readonly scratch: Pick<Scratch, 'claim' | 'delete'>;
  /** How long a stop waits for requests under way, in milliseconds. */
  readonly drainTimeout?: Millis;
};

/** A door of its own for webhooks, beside Slack's: a flood here takes nothing from there. */
export type WebhookEar = {
  /** Rejects when the port cannot be listened on. */
  start(): Promise<void>;
  /** Takes no more requests, answers those under way, and lets go. */
  stop(): Promise<void>;
  /** The port that is listened on, null before. */
  port(): number | null;
};

/** Requests that are read and answered at the same time; more are told to come again, so that bodies cannot fill the memory. */
const mostAtOnce = 32;

/** `POST /webhooks/...` for each sender that is configured, and `GET /healthz`. Everything else is 404. */
export function createWebhookEar(options: WebhookEarOptions): WebhookEar {
  const inFlight = createInFlight();
  const takers = new Map(options.senders.map((sender) => [sender.path, takerOf(sender, options)]));
  const door = createHttpDoor({
    ...options,
    portVariable: 'FAIRLEAD_WEBHOOK_PORT',
    answer: (path) => {
      const take = takers.get(path);
      if (take === undefined) return null;
      if (inFlight.count() >= mostAtOnce) return comeAgain;
      return (request, response) => inFlight.track(take(request, response));
    },
  });
  return {
    start: () => door.open(),
    async stop() {
      await door.deafen();
      await inFlight.idle(options.drainTimeout ?? 5_000);
      await door.close();
    },
    port: () => door.port(),
  };
}

type Take = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function takerOf(sender: WebhookSender, options: WebhookEarOptions): Take {
  const ports = { ...options, replays: createReplayGuard(options.scratch, sender.remember) };
  return (request, response) => answerWebhook(request, response, sender, ports);
}

async function comeAgain(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(503, { connection: 'close', 'retry-after': '5' }).end('Too many at once. Send it again.');
}
