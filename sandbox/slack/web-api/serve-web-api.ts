import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallLog } from '../call-log.ts';
import type { SlackCore } from '../core.ts';
import type { Fault, FaultPlan } from '../fault-plan.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import { type CallArguments, readArguments } from './call-arguments.ts';
import type { Call, Method } from './method.ts';
import { methods } from './methods.ts';
import type { RateLimits } from './rate-limits.ts';
import { requireScope } from './scopes.ts';

/** What answers Web API calls. */
export type WebApi = {
  readonly core: SlackCore;
  readonly limits: RateLimits;
  readonly log: CallLog;
  readonly faults: FaultPlan;
};

/** Answers `POST` and `GET /api/<method>` as slack.com/api does: 200 with `ok`, 429 with Retry-After, and planned faults. */
export function serveWebApi(server: FastifyInstance, api: WebApi): void {
  server.all<{ Params: { method: string } }>('/api/:method', async (request, reply) => {
    const name = request.params.method;
    const body = isJsonObject(request.body) ? request.body : {};
    const args = readArguments({ ...(isJsonObject(request.query) ? request.query : {}), ...body });
    const fault = api.faults.take(name);
    if (typeof fault === 'object' && 'slowMs' in fault) await wait(fault.slowMs);
    if (isBefore(fault)) {
      record(api, name, args, typeof fault === 'string' ? fault : 'ratelimited');
      return failing(reply, fault);
    }
    const answer = answerCall(api, name, args, request, fault);
    record(api, name, args, answer.ok === true ? undefined : String(answer.error));
    if (fault === 'drop-after-effect' || fault === 'http-500-after-effect') return failing(reply, fault);
    const method = methods.get(name);
    if (answer.error === 'ratelimited') reply.code(429).header('retry-after', String(answer.retry_after ?? 1));
    reply.header('x-oauth-scopes', api.core.manifest.scopes.join(','));
    reply.header('x-accepted-oauth-scopes', method?.scopes.join(',') ?? '');
    const { retry_after: _header, ...shown } = answer;
    return shown;
  });
}

function answerCall(
  api: WebApi,
  name: string,
  args: CallArguments,
  request: FastifyRequest,
  fault: Fault | undefined,
): JsonObject {
  try {
    if (typeof fault === 'object' && 'error' in fault) throw new SlackRefusal(fault.error);
    const method = methods.get(name);
    if (method === undefined) throw new SlackRefusal('unknown_method', { req_method: name });
    const call: Call = { core: api.core, args, token: tokenOf(api.core, args, request, method) };
    const wait = api.limits.take(name, method.tier, args.text('channel'));
    if (wait !== null) throw new SlackRefusal('ratelimited', { retry_after: wait });
    requireScope(api.core, method.scopes);
    return { ok: true, ...method.run(call) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.code, ...error.detail };
    throw error;
  }
}

function tokenOf(core: SlackCore, args: CallArguments, request: FastifyRequest, method: Method): Call['token'] {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? args.text('token');
  if (method.tokens.includes('none')) return 'none';
  if (bearer === undefined) throw new SlackRefusal('not_authed');
  const kind = bearer === core.tokens.bot ? 'bot' : bearer === core.tokens.app ? 'app' : undefined;
  if (kind === undefined) throw new SlackRefusal('invalid_auth');
  if (!method.tokens.includes(kind)) throw new SlackRefusal('not_allowed_token_type');
  return kind;
}

type EarlyFault = 'http-500' | 'drop-before-effect' | { readonly rateLimited: number };

function isBefore(fault: Fault | undefined): fault is EarlyFault {
  return (
    fault === 'http-500' || fault === 'drop-before-effect' || (typeof fault === 'object' && 'rateLimited' in fault)
  );
}

function failing(reply: FastifyReply, fault: EarlyFault | 'drop-after-effect' | 'http-500-after-effect') {
  if (fault === 'drop-before-effect' || fault === 'drop-after-effect') {
    reply.hijack();
    reply.raw.socket?.destroy();
    return reply;
  }
  if (typeof fault === 'object') {
    return reply.code(429).header('retry-after', String(fault.rateLimited)).send({ ok: false, error: 'ratelimited' });
  }
  return reply.code(500).type('text/plain').send('Internal Server Error');
}

function record(api: WebApi, method: string, args: CallArguments, error: string | undefined): void {
  const { token: _secret, ...given } = args.raw;
  const at = api.core.timings.now();
  api.log.add({ at, method, args: given, ok: error === undefined, ...(error === undefined ? {} : { error }) });
}
