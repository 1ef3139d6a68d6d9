import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestOf } from '#domain/digest.ts';
import { concernsProject } from '#domain/webhooks/concerns-project.ts';
import type { WebhookHint } from '#domain/webhooks/webhook-hint.ts';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Queue } from '#ports/queue.ts';
import type { Log } from '../receive/log.ts';
import { readBody } from '../receive/read-body.ts';
import type { ReplayGuard } from '../receive/replay-guard.ts';
import type { WebhookRequest, WebhookSender } from './webhook-sender.ts';

/** The largest request body, in bytes. A push of thousands of commits may be longer; polling finds what it would have told. */
const bodyLimit = 2 * 1024 * 1024;

export type AnswerWebhookPorts = {
  readonly replays: ReplayGuard;
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
};

/** What is answered, with a sentence for the people who look at the deliveries on the other side. */
type Answer = readonly [status: number, says: string];

const tooBig: Answer = [413, 'The body is longer than 2 MiB and was not read.'];
const notProven: Answer = [401, 'The signature or token is missing, wrong or out of date.'];
const unreadable: Answer = [400, 'The body cannot be read as an event of this kind.'];
const nothingToDo: Answer = [200, 'Nothing waits for events of this kind.'];
const nobodyConcerned: Answer = [200, 'No project here has to do with it.'];
const repeated: Answer = [200, 'It was taken before.'];
const taken: Answer = [202, 'Taken: what waits for it is looked at now.'];
const redisAway: Answer = [503, 'Nothing was recorded, because Redis is away. Send it again.'];

/**
 * Takes one webhook to its response: 413 for a body over the limit, 401 for a proof that is missing, wrong or more than five minutes off, 400 for
 * an event in another shape, 200 for one that leads to nothing or was taken before, 503 when Redis is away, and 202 once its hint is stored.
 */
export async function answerWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  sender: WebhookSender,
  ports: AnswerWebhookPorts,
): Promise<void> {
  const body = await readBody(request, bodyLimit);
  const [status, says] = body === null ? tooBig : await take({ body, header: headerOf(request) }, sender, ports);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 413 ? { connection: 'close' } : {}),
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  });
  response.end(says);
}

async function take(request: WebhookRequest, sender: WebhookSender, ports: AnswerWebhookPorts): Promise<Answer> {
  const verdict = await sender.check(request, ports.clock.now());
  if (verdict.kind === 'refused') {
    ports.log.warn({ sender: sender.name, why: verdict.why }, 'a webhook was refused');
    return notProven;
  }
  const reading = sender.read(request);
  if (reading.kind === 'unreadable') return unreadable;
  if (reading.kind === 'nothing') return nothingToDo;
  const { hint } = reading;
  if (!Object.values(ports.configuration.projects()).some((project) => concernsProject(hint, project)))
    return nobodyConcerned;
  try {
    return await store(hint, verdict.mark, ports);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.fault !== 'transient') throw error;
    ports.log.warn({ err: error, sender: sender.name }, 'a webhook could not be taken and is left with its sender');
    return redisAway;
  }
}

/** What could not be stored is forgotten, so that the sender's next try is no repeat. */
async function store(hint: WebhookHint, mark: string, { queue, replays }: AnswerWebhookPorts): Promise<Answer> {
  if (!(await replays.admit(mark))) return repeated;
  try {
    // Waiting hints that say the same are one.
    await queue.enqueue({ name: 'webhook-hint', hint }, { id: `hint-${digestOf(hint).slice(0, 32)}` });
    return taken;
  } catch (error) {
    await replays.forget(mark);
    throw error;
  }
}

function headerOf(request: IncomingMessage): WebhookRequest['header'] {
  return (name) => {
    const value = request.headers[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
}
