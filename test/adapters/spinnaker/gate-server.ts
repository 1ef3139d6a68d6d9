import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';

type Parameters = Readonly<Record<string, string>>;
type Execution = {
  readonly id: string;
  readonly parameters: Parameters;
  readonly eventId: string;
  readonly buildTime: number;
  endsAt: number;
  readonly failure: string | null;
  readonly ending: string;
  canceledAt: number | null;
};

const contract = new OpenapiContract('test/support/forges/spinnaker-gate-api.json');
const configId = 'd34db81c-b2f1-4748-b660-609a77945d51';

/**
 * What the deployer needs of Gate, on the pipeline `Deploy` of the application `shop`: triggers, executions, their search and their end. Each
 * call and each answer is checked against `spinnaker-gate-api.json`.
 */
export class GateServer extends FaultyServer {
  readonly executions: Execution[] = [];
  authorization = 'Bearer good';
  isDisabled = false;
  /** Parameters the pipeline wants. */
  required: string[] = ['version'];
  takes = 0;
  /** Milliseconds that stages go on after the execution was cancelled. */
  windsDown = 0;
  failure: string | null = null;
  /** What an execution ends with when it does not fail with a sentence. */
  ending = 'SUCCEEDED';
  /** What an execution is called before it ends. */
  standing = 'RUNNING';

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Executions that were started under a key: what must never be two. */
  effects(key: string): number {
    return this.executions.filter(({ eventId }) => eventId === key).length;
  }

  delete(key: string): void {
    const kept = this.executions.filter(({ eventId }) => eventId !== key);
    this.executions.splice(0, this.executions.length, ...kept);
  }

  /** An execution that was triggered and succeeded before. */
  record(parameters: Parameters, ending = 'SUCCEEDED'): void {
    this.#add(parameters, 'earlier', { takes: 0, failure: null, ending });
  }

  #add(
    parameters: Parameters,
    eventId: string,
    { ending, failure, takes }: { readonly takes: number; readonly failure: string | null; readonly ending: string },
  ): Execution {
    const count = this.executions.length + 1;
    const id = `01F5KC59TRGWKCP31C4N${String(count).padStart(6, '0')}`;
    const times = { buildTime: Date.now() + count, endsAt: Date.now() + takes };
    const made = { id, parameters, eventId, ...times, failure, ending, canceledAt: null };
    this.executions.push(made);
    return made;
  }

  #answered(call: Call): Answer {
    if (call.headers.authorization !== this.authorization)
      return refusal(401, 'Unauthorized', 'Authentication required');
    const wrong = contract.problemsWithCall(call);
    const answer = this.#route(call);
    const problems = contract.problemsWithAnswer(call, answer.status, answer.body);
    this.violations.push(...[...wrong, ...problems].map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    const [, id, part] = /^\/pipelines\/([0-9A-Z]{26})(\/cancel)?$/.exec(call.path) ?? [];
    const execution = this.executions.find((one) => one.id === id);
    if (id !== undefined && execution === undefined) return refusal(404, 'Not Found', `Pipeline not found (id: ${id})`);
    if (execution !== undefined && part === undefined) return { status: 200, body: shown(execution, this, true) };
    switch (`${call.method} ${call.path}`) {
      case `PUT /pipelines/${id}/cancel`:
        if (execution !== undefined) this.#cancel(execution);
        return { status: 200, body: '' };
      case 'POST /pipelines/shop/Deploy':
        return this.#trigger(JSON.parse(call.body.toString()) as Trigger);
      case 'GET /applications/shop/pipelineConfigs/Deploy': {
        const parameterConfig = this.required.map((name) => ({ name, required: true }));
        return { status: 200, body: { id: configId, name: 'Deploy', disabled: this.isDisabled, parameterConfig } };
      }
      case 'GET /applications/shop/executions/search':
        return { status: 200, body: this.#search(call.query) };
      case 'GET /executions':
        return { status: 200, body: this.#list(call.query) };
      default:
        // Gate answers so for a definition that is not there.
        return call.path.includes('/pipelineConfigs/')
          ? { status: 200, body: '' }
          : refusal(404, 'Not Found', 'Pipeline configuration not found');
    }
  }

  /** Orca gives the execution that goes on under the same correlation id, and starts none. */
  #trigger({ correlationId = '', eventId = '', parameters = {} }: Trigger): Answer {
    const missing = this.required.find((name) => parameters[name] === undefined);
    if (missing !== undefined) return refusal(422, 'Unprocessable Entity', `Required parameter ${missing} is missing`);
    const same = this.executions.find((one) => one.eventId === correlationId && !isOver(one));
    const { ending, failure, takes } = this;
    const { id } = same ?? this.#add(parameters, eventId, { ending, failure, takes });
    return { status: 202, body: { ref: `/pipelines/${id}` } };
  }

  #cancel(execution: Execution): void {
    if (isOver(execution)) return;
    execution.canceledAt = Date.now();
    execution.endsAt = Date.now() + this.windsDown;
  }

  #search(query: URLSearchParams): readonly object[] {
    const since = Number(query.get('triggerTimeStartBoundary') ?? 0);
    const found = this.executions.filter(
      (one) => one.eventId === query.get('eventId') && one.buildTime >= since && query.get('pipelineName') === 'Deploy',
    );
    return found.slice(0, Number(query.get('size') ?? 10)).map((one) => shown(one, this));
  }

  #list(query: URLSearchParams): readonly object[] {
    const ids = query.get('executionIds');
    if (ids !== null) return this.executions.filter(({ id }) => id === ids).map((one) => shown(one, this));
    if (query.get('pipelineConfigIds') !== configId) return [];
    const wanted = this.executions.filter((one) => statusOf(one, this) === query.get('statuses'));
    return wanted.slice(-Number(query.get('limit') ?? 1)).map((one) => shown(one, this));
  }
}

type Trigger = { readonly correlationId?: string; readonly eventId?: string; readonly parameters?: Parameters };

function isOver({ endsAt }: Execution): boolean {
  return endsAt <= Date.now();
}

/** As Orca once did it, a cancelled execution is called so while its stages still run. */
function statusOf(execution: Execution, { standing }: GateServer): string {
  if (execution.canceledAt !== null) return 'CANCELED';
  if (!isOver(execution)) return standing;
  return execution.failure === null ? execution.ending : 'TERMINAL';
}

function shown(execution: Execution, server: GateServer, isWhole = false): object {
  const { canceledAt, eventId, failure, id, parameters } = execution;
  const status = statusOf(execution, server);
  const exception = { details: { error: 'Unexpected Task Failure', errors: [failure] } };
  const context = isWhole && status === 'TERMINAL' ? { exception } : {};
  const stage = { name: 'Deploy (Manifest)', status: isOver(execution) ? status : 'RUNNING', context };
  return contract.sample('execution', {
    id,
    application: 'shop',
    name: 'Deploy',
    buildTime: execution.buildTime,
    canceled: canceledAt !== null,
    status,
    stages: [contract.sample('stage', stage)],
    trigger: { type: 'manual', user: 'bot', correlationId: eventId, eventId, parameters },
  });
}

function refusal(status: number, error: string, message: string): Answer {
  return { status, body: { timestamp: '2026-11-21T12:00:00.000+00:00', status, error, message } };
}
