import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { JsonObject } from '../json-object.ts';
import type { Timings } from '../timings.ts';
import type { Acknowledgement, Delivery, Outgoing } from './delivery.ts';

/** Where and with which secret payloads are sent. The address may be given late, for an app that picks its own port. */
export type HttpTarget = { readonly requestUrl: string | (() => string); readonly signingSecret: string };

/** Sends payloads as signed HTTP requests to one address, the way Slack does without Socket Mode. */
export function createSignedHttp(target: HttpTarget, timings: Timings): Delivery {
  const agent = new Agent({ keepAliveTimeout: 1_000 });
  return {
    send: (outgoing) => post(target, outgoing, timings, agent),
    isConnected: () => true,
    stop: () => void agent.destroy(),
  };
}

/** The headers that prove a body comes from Slack: HMAC-SHA256 over `v0:<seconds>:<body>`. */
export function signatureHeaders(body: string, secret: string, now: number): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${signature}` };
}

async function post(target: HttpTarget, outgoing: Outgoing, timings: Timings, agent: Agent): Promise<Acknowledgement> {
  const { body, type } = encoded(outgoing);
  const address = typeof target.requestUrl === 'string' ? target.requestUrl : target.requestUrl();
  try {
    const response = await request(address, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(timings.ackMs),
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signatureHeaders(body, target.signingSecret, timings.now()),
        ...(outgoing.retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(outgoing.retry.num), 'x-slack-retry-reason': outgoing.retry.reason }),
      },
      body,
    });
    const text = await response.body.text();
    if (response.statusCode >= 200 && response.statusCode < 300) return { ok: true, body: read(text) };
    return { ok: false, error: 'http_error', noRetry: response.headers['x-slack-no-retry'] !== undefined };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, error: isLate ? 'operation_timeout' : 'dispatch_failed' };
  }
}

function encoded(outgoing: Outgoing): { readonly body: string; readonly type: string } {
  const form = 'application/x-www-form-urlencoded';
  if (outgoing.kind === 'events_api') return { body: JSON.stringify(outgoing.payload), type: 'application/json' };
  if (outgoing.kind === 'interactive') {
    return { body: new URLSearchParams({ payload: JSON.stringify(outgoing.payload) }).toString(), type: form };
  }
  return { body: new URLSearchParams(flat(outgoing.payload)).toString(), type: form };
}

function flat(payload: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([field, value]) => [field, String(value)]));
}

function read(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
