import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '#ports/clock.ts';
import type { ReportError } from '../report-error.ts';
import type { Log } from './log.ts';
import { parseBody } from './parse-body.ts';
import { type Deliver, type Payload, PayloadHead, payloadKind } from './payload.ts';
import { readBody } from './read-body.ts';
import type { ReplayGuard } from './replay-guard.ts';
import { verifyRequest } from './verify-request.ts';

/** The largest request body, in bytes. A full modal's state stays well below. */
const bodyLimit = 1024 * 1024;

type Ports = {
  readonly signingSecret: string;
  readonly replays: ReplayGuard;
  readonly deliver: Deliver;
  readonly reportError: ReportError;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Takes one request from Slack to its response: 413 for a body over the limit, 401 for a signature that is wrong, more than five minutes
 * off, or seen before, 400 for a body that is no payload, 503 for an event that Slack is to send again, else 200.
 */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, ports: Ports): Promise<void> {
  const body = await readBody(request, bodyLimit);
  if (body === null) return void response.writeHead(413, { connection: 'close' }).end();
  const contentType = request.headers['content-type'] ?? '';
  if (isSslCheck(body, contentType)) return void response.writeHead(200).end();

  const signed = {
    timestamp: header(request, 'x-slack-request-timestamp'),
    signature: header(request, 'x-slack-signature'),
  };
  const verdict = verifyRequest({ ...signed, body }, ports.signingSecret, ports.clock.now());
  if (verdict.kind === 'refused') {
    ports.log.warn({ why: verdict.why }, 'a request was refused');
    return void response.writeHead(401).end();
  }
  const parsed = parseBody(body, contentType);
  if (parsed === null) return void response.writeHead(400).end();
  if (parsed.type === 'url_verification') return sendJson(response, { challenge: parsed.challenge });
  await admit(
    toPayload(request, response, parsed, () => ports.replays.forget(verdict.signature)),
    verdict.signature,
    response,
    ports,
  );
}

async function admit(payload: Payload, signature: string, response: ServerResponse, ports: Ports): Promise<void> {
  let isNew: boolean;
  try {
    isNew = await ports.replays.admit(signature);
  } catch (error) {
    const head = PayloadHead.parse(payload.body);
    if (payloadKind(head) === 'event') return payload.decline();
    await ports.reportError({ error, head, ack: payload.accept });
    if (!response.writableEnded) await payload.accept();
    return;
  }
  if (!isNew) {
    ports.log.warn({ why: 'replay' }, 'a request was refused');
    return void response.writeHead(401).end();
  }
  await ports.deliver(payload);
}

function toPayload(
  request: IncomingMessage,
  response: ServerResponse,
  body: Record<string, unknown>,
  forget: () => Promise<void>,
): Payload {
  const retryNum = Number.parseInt(header(request, 'x-slack-retry-num') ?? '', 10);
  const retryReason = header(request, 'x-slack-retry-reason');
  return {
    body,
    ...(Number.isNaN(retryNum) ? {} : { retryNum }),
    ...(retryReason === undefined ? {} : { retryReason }),
    async accept(answer) {
      if (typeof answer === 'string' && answer !== '')
        response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
      else if (answer === undefined || answer === null || answer === '') response.writeHead(200).end();
      else sendJson(response, answer);
    },
    async decline() {
      await forget();
      response.writeHead(503).end();
    },
  };
}

function sendJson(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

/** Slack's unsigned test of the TLS connection; nothing else of such a request is looked at. */
function isSslCheck(body: Buffer, contentType: string): boolean {
  return (
    contentType.startsWith('application/x-www-form-urlencoded') &&
    /^(token=[^&]*&)?ssl_check=1(&token=[^&]*)?$/.test(body.toString('utf8', 0, 500))
  );
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
