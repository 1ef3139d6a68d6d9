import type { FastifyInstance } from 'fastify';
import { postResponse } from './acts/post-response.ts';
import type { CallLog } from './call-log.ts';
import type { SlackCore } from './core.ts';
import type { FaultPlan } from './fault-plan.ts';
import { isJsonObject } from './json-object.ts';
import { SlackRefusal } from './refusal.ts';

/** Answers response_urls: 200 `ok`, 404 for a used or late one, 400 with Slack's word for a message it refuses. */
export function serveResponses(server: FastifyInstance, core: SlackCore, log: CallLog, faults: FaultPlan): void {
  server.post('/response/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const body = isJsonObject(request.body) ? request.body : {};
    const record = (error?: string) =>
      log.add({
        at: core.timings.now(),
        method: 'response_url',
        args: body,
        ok: error === undefined,
        ...(error === undefined ? {} : { error }),
      });
    if (faults.take('response_url') !== undefined) {
      record('http-500');
      return reply.code(500).send('Internal Server Error');
    }
    const target = core.responseUrls.use(path);
    if (typeof target === 'string') {
      record(target);
      return reply.code(404).send({ ok: false, error: target });
    }
    try {
      postResponse(core, target, body);
      record();
      return { ok: true };
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      core.responseUrls.giveBack(path);
      record(error.code);
      return reply.code(400).type('text/plain').send(error.code);
    }
  });
}
