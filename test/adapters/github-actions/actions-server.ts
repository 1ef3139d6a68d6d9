import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';

type Run = {
  readonly id: number;
  readonly inputs: Readonly<Record<string, string>>;
  readonly title: string;
  endsAt: number;
  isCancelled: boolean;
  readonly failure: string | null;
};
type Recorded = {
  readonly id: number;
  readonly fields: Record<string, unknown>;
  /** The newest first. */
  readonly statuses: string[];
  readonly urls: string[];
};

const contract = new OpenapiContract('test/support/forges/github-openapi.json');
const here = 'https://github.com/shop/shop';

/**
 * What the deployer needs of GitHub, on `shop/shop` with a workflow `deploy.yml` whose run-name repeats its input `key`: dispatches, runs, jobs,
 * annotations, Deployments. Each call and each answer is checked against GitHub's published OpenAPI description.
 */
export class ActionsServer extends FaultyServer {
  readonly runs: Run[] = [];
  readonly deployments: Recorded[] = [];
  token = 'good';
  push = true;
  workflowState = 'active';
  /** An enterprise server that does not know `return_run_details` yet. */
  isOld = false;
  /** Whether the workflow has a run-name with the key in it. */
  hasRunName = true;
  /** What a run ends with when it does not fail with a sentence. */
  conclusion = 'success';
  takes = 0;
  failure: string | null = null;
  /** Inputs the workflow declares. */
  declared = ['service', 'environment', 'version', 'key', 'action', 'stage', 'percent'];
  #ids = 0;

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Runs that were started under a key: what must never be two. */
  effects(key: string): number {
    return this.runs.filter(({ inputs }) => inputs.key === key).length;
  }

  /** Runs vanish, as those do that somebody deletes. */
  deleteRuns(key: string): void {
    for (let at = this.runs.length - 1; at >= 0; at -= 1)
      if (this.runs[at]?.inputs.key === key) this.runs.splice(at, 1);
  }

  /** A Deployment that was made and succeeded before. */
  record(service: string, environment: string, payload: unknown, statuses: readonly string[] = ['success']): void {
    this.#ids += 1;
    const fields = { task: `deploy:${service}`, environment, payload, ref: 'main' };
    this.deployments.unshift({ id: this.#ids, fields, statuses: [...statuses], urls: [] });
  }

  #answered(call: Call): Answer {
    if (call.headers.authorization !== `Bearer ${this.token}`) return refusal(401, `Bad credentials`);
    if (call.headers['x-github-api-version'] !== '2022-11-28') return refusal(400, 'Unknown version');
    const wrong = contract.problemsWithCall(call);
    this.violations.push(...wrong.map((what) => `${call.method} ${call.path}: ${what}`));
    const answer = this.#route(call);
    const problems = answer.status === 204 ? [] : contract.problemsWithAnswer(call, answer.status, answer.body);
    this.violations.push(...problems.map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    const rest = /^\/repos\/shop\/shop(\/.*)?$/.exec(call.path)?.[1];
    if (call.path === '/repos/shop/shop') {
      const permissions = { admin: false, push: this.push, pull: true };
      return { status: 200, body: contract.sample('full-repository', { private: true, permissions }) };
    }
    const shown = `${call.method} ${rest ?? ''}`;
    const [, run, jobs] = /^GET \/actions\/runs\/(\d+)(\/jobs)?$/.exec(shown) ?? [];
    if (run !== undefined) return this.#run(Number(run), jobs !== undefined);
    const [, ended] = /^POST \/actions\/runs\/(\d+)\/cancel$/.exec(shown) ?? [];
    if (ended !== undefined) return this.#cancel(Number(ended));
    const [, checked] = /^GET \/check-runs\/(\d+)\/annotations$/.exec(shown) ?? [];
    if (checked !== undefined) return this.#annotations(Number(checked));
    const [, id] = /^(?:GET|POST) \/deployments\/(\d+)\/statuses$/.exec(shown) ?? [];
    if (id !== undefined) return this.#statuses(call, Number(id));
    switch (shown) {
      case 'GET /actions/workflows/deploy.yml':
        return { status: 200, body: contract.sample('workflow', { state: this.workflowState }) };
      case 'POST /actions/workflows/deploy.yml/dispatches':
        return this.#dispatch(JSON.parse(call.body.toString()) as Record<string, unknown>);
      case 'GET /actions/workflows/deploy.yml/runs':
        return this.#list(call.query);
      case 'GET /deployments':
        return { status: 200, body: this.#deploymentsOf(call.query).map((one) => shownDeployment(one)) };
      case 'POST /deployments':
        return this.#create(JSON.parse(call.body.toString()) as Record<string, unknown>);
      default:
        return refusal(404, 'Not Found');
    }
  }

  #dispatch(body: Record<string, unknown>): Answer {
    if (!this.push) return refusal(403, 'Resource not accessible by personal access token');
    const inputs = (body.inputs ?? {}) as Record<string, string>;
    const unexpected = Object.keys(inputs).filter((name) => !this.declared.includes(name));
    if (unexpected.length > 0) return refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
    if (this.isOld && 'return_run_details' in body) {
      return refusal(422, 'Invalid request.\n\n"return_run_details" is not a permitted key.');
    }
    this.#ids += 1;
    const title = this.hasRunName ? `Deploy ${inputs.service ?? ''} (${inputs.key ?? ''})` : 'Deploy';
    this.runs.unshift({
      id: this.#ids,
      inputs,
      title,
      endsAt: Date.now() + this.takes,
      isCancelled: false,
      failure: this.failure,
    });
    if (body.return_run_details !== true) return { status: 204, body: null };
    const html = `${here}/actions/runs/${this.#ids}`;
    return { status: 200, body: { workflow_run_id: this.#ids, run_url: html, html_url: html } };
  }

  #list(query: URLSearchParams): Answer {
    if (!/^>=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(query.get('created') ?? '')) return refusal(422, 'created');
    const size = Number(query.get('per_page') ?? 30);
    const page = Number(query.get('page') ?? 1);
    const runs = this.runs.slice((page - 1) * size, page * size).map((run) => this.#shown(run));
    return { status: 200, body: { total_count: this.runs.length, workflow_runs: runs } };
  }

  #run(id: number, withJobs: boolean): Answer {
    const run = this.runs.find((one) => one.id === id);
    if (run === undefined) return refusal(404, 'Not Found');
    if (!withJobs) return { status: 200, body: this.#shown(run) };
    const steps = [{ name: 'Roll out', status: 'completed', conclusion: 'failure', number: 1 }];
    const job = contract.sample('job', { id: id * 10, run_id: id, name: 'deploy', conclusion: 'failure', steps });
    return { status: 200, body: { total_count: 1, jobs: [job] } };
  }

  #cancel(id: number): Answer {
    const run = this.runs.find((one) => one.id === id);
    if (run === undefined) return refusal(404, 'Not Found');
    if (run.endsAt <= Date.now()) return refusal(409, 'Cannot cancel a workflow run that is completed');
    run.isCancelled = true;
    run.endsAt = Date.now() + 50;
    return { status: 202, body: {} };
  }

  #annotations(job: number): Answer {
    const run = this.runs.find((one) => one.id * 10 === job);
    const messages = ['Process completed with exit code 1.', run?.failure ?? ''];
    const of = (message: string) => contract.sample('check-annotation', { annotation_level: 'failure', message });
    return { status: 200, body: messages.map(of) };
  }

  #shown(run: Run): object {
    const isDone = run.endsAt <= Date.now();
    const ended = run.failure === null ? this.conclusion : 'failure';
    const conclusion = run.isCancelled ? 'cancelled' : ended;
    return contract.sample('workflow-run', {
      id: run.id,
      run_number: run.id,
      display_title: run.title,
      status: isDone ? 'completed' : 'in_progress',
      conclusion: isDone ? conclusion : null,
      html_url: `${here}/actions/runs/${run.id}`,
      created_at: new Date().toISOString(),
    });
  }

  #deploymentsOf(query: URLSearchParams): readonly Recorded[] {
    const has = (one: Recorded, name: string) => query.get(name) === null || one.fields[name] === query.get(name);
    const found = this.deployments.filter((one) => has(one, 'task') && has(one, 'environment'));
    return found.slice(0, Number(query.get('per_page') ?? 30));
  }

  #create(fields: Record<string, unknown>): Answer {
    this.#ids += 1;
    const made = { id: this.#ids, fields, statuses: [], urls: [] };
    this.deployments.unshift(made);
    return { status: 201, body: shownDeployment(made) };
  }

  #statuses(call: Call, id: number): Answer {
    const found = this.deployments.find((one) => one.id === id);
    if (found === undefined) return refusal(404, 'Not Found');
    const shown = (state: string) => contract.sample('deployment-status', { id, state });
    if (call.method === 'GET') return { status: 200, body: found.statuses.map(shown) };
    const body = JSON.parse(call.body.toString()) as Record<string, unknown>;
    const { auto_inactive: inactive, environment_url: address, state } = body;
    if (inactive !== false) this.violations.push('a status that makes those of other services inactive');
    found.statuses.unshift(String(state));
    if (address !== undefined) found.urls.unshift(String(address));
    return { status: 201, body: shown(String(state)) };
  }
}

function shownDeployment({ fields, id }: Recorded): object {
  const { environment, payload, ref, task } = fields;
  return contract.sample('deployment', { id, environment, payload, ref, task });
}

function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: '' } };
}
