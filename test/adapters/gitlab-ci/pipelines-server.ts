import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';
import { KeptEnvironments } from './kept-environments.ts';

type Variables = Readonly<Record<string, string>>;
type Pipeline = {
  readonly id: number;
  readonly variables: Variables;
  endsAt: number;
  readonly failure: string | null;
  ending: string;
};

const contract = new OpenapiContract('test/support/forges/gitlab-ci-api.json');
const here = 'https://gitlab.com/shop/shop/-/pipelines';

/**
 * What the deployer needs of GitLab, on `shop/shop`, whose pipeline deploys to an environment `<environment>/<service>`: pipelines, their
 * variables, jobs, traces, deployments. Each call and each answer is checked against `gitlab-ci-api.json`, written from GitLab's documentation.
 */
export class PipelinesServer extends FaultyServer {
  readonly pipelines: Pipeline[] = [];
  token = 'good';
  access = 30;
  role = 'developer';
  takes = 0;
  failure: string | null = null;
  /** What a pipeline ends with when it does not fail with a sentence. */
  ending = 'success';
  /** False where the pipelines are somebody else's. */
  showsVariables = true;
  /** Whether the job of a pipeline names an environment, so that GitLab makes a deployment of it. */
  jobsDeploy = true;
  environmentsAccess = 'enabled';
  readonly environments = new KeptEnvironments(contract);

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Pipelines that were created under a key: what must never be two. */
  effects(key: string): number {
    return this.pipelines.filter(({ variables }) => variables.DEPLOY_KEY === key).length;
  }

  deletePipelines(key: string): void {
    const kept = this.pipelines.filter(({ variables }) => variables.DEPLOY_KEY !== key);
    this.pipelines.splice(0, this.pipelines.length, ...kept);
  }

  /** A pipeline that was created and succeeded before, somebody's own when `state` is null. */
  record(service: string, environment: string, state: object | null): void {
    const told = state === null ? {} : { FAIRLEAD_DEPLOYMENT: JSON.stringify(state) };
    this.#add({ SERVICE: service, ENVIRONMENT: environment, ...told }, { endsAt: 0, failure: null, ending: 'success' });
  }

  /** Deployments that were written over the API: what must never be two for one key. */
  get written(): readonly { readonly ref: string; readonly status: string }[] {
    return this.environments.written.map(({ ref, status }) => ({ ref, status }));
  }

  /** A deployment that was written over the API before. */
  write(service: string, environment: string, version: string | null): void {
    this.environments.put(`${environment}/${service}`, version, this.#nextDeployment());
  }

  /** Numbers grow with those of the pipelines. */
  #nextDeployment(): number {
    return 100 * this.pipelines.length + this.environments.written.length + 1;
  }

  #add(variables: Variables, how: Pick<Pipeline, 'endsAt' | 'failure' | 'ending'>): Pipeline {
    const pipeline = { id: this.pipelines.length + 1, variables, ...how };
    this.pipelines.unshift(pipeline);
    return pipeline;
  }

  #answered(call: Call): Answer {
    if (call.headers['private-token'] !== this.token) return said(401, '401 Unauthorized');
    const described = { ...call, path: call.path.replace(/^\/api\/v4/, '') };
    const wrong = contract.problemsWithCall(described);
    const answer = this.#route(described);
    const problems = contract.problemsWithAnswer(described, answer.status, answer.body);
    this.violations.push(...[...wrong, ...problems].map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    const [, rest] = /^\/projects\/shop%2Fshop(\/.*)?$/.exec(call.path) ?? [null, null];
    if (rest === null) return said(404, '404 Project Not Found');
    const shown = `${call.method} ${rest ?? ''}`;
    if (shown === 'GET ') return this.#project();
    const kept = this.environments.answer({ ...call, path: rest ?? '' }, this.#nextDeployment());
    if (kept !== null) return kept;
    if (shown === 'POST /pipeline') return this.#create(JSON.parse(call.body.toString()) as { variables: [] });
    if (shown === 'GET /pipelines') {
      const since = Date.parse(call.query.get('updated_after') ?? '');
      const found = since > Date.now() ? [] : this.pipelines.slice(0, Number(call.query.get('per_page') ?? 20));
      return { status: 200, body: found.map((one) => this.#shown(one, 'pipeline-basic')) };
    }
    if (shown === 'GET /deployments') return { status: 200, body: this.#deployments(call.query) };
    const [, job] = /^GET \/jobs\/(\d+)\/trace$/.exec(shown) ?? [];
    if (job !== undefined) return this.#trace(Number(job));
    const [, id, part] = /^(?:GET|POST) \/pipelines\/(\d+)(\/variables|\/jobs|\/cancel)?$/.exec(shown) ?? [];
    const pipeline = this.pipelines.find((one) => one.id === Number(id));
    if (pipeline === undefined) return said(404, '404 Not found');
    if (part === '/cancel') return this.#cancel(pipeline);
    if (part === '/jobs') return { status: 200, body: [contract.sample('job', { id: pipeline.id, name: 'deploy' })] };
    if (part === '/variables') return this.#variables(pipeline);
    return { status: 200, body: this.#shown(pipeline, 'pipeline') };
  }

  #project(): Answer {
    const permissions = { project_access: { access_level: this.access }, group_access: null };
    const fields = {
      permissions,
      ci_pipeline_variables_minimum_override_role: this.role,
      environments_access_level: this.environmentsAccess,
    };
    return { status: 200, body: contract.sample('project', fields) };
  }

  #create({ variables }: { readonly variables: readonly { readonly key: string; readonly value: string }[] }): Answer {
    if (this.role === 'no_one_allowed') {
      return { status: 400, body: { message: { base: ['Insufficient permissions to set pipeline variables'] } } };
    }
    const told = Object.fromEntries(variables.map(({ key, value }) => [key, value]));
    const { ending, failure, takes } = this;
    const made = this.#add(told, { endsAt: Date.now() + takes, failure, ending });
    return { status: 201, body: this.#shown(made, 'pipeline') };
  }

  #cancel(pipeline: Pipeline): Answer {
    if (pipeline.endsAt > Date.now()) {
      pipeline.endsAt = Date.now() + 50;
      pipeline.ending = 'canceled';
    }
    return { status: 200, body: this.#shown(pipeline, 'pipeline') };
  }

  #statusOf({ endsAt, ending, failure }: Pipeline): string {
    if (endsAt > Date.now()) return ending === 'canceled' ? 'canceling' : 'running';
    return failure === null ? ending : 'failed';
  }

  #shown(pipeline: Pipeline, as: string): object {
    const status = this.#statusOf(pipeline);
    return contract.sample(as, { id: pipeline.id, status, source: 'api', web_url: `${here}/${pipeline.id}` });
  }

  #variables({ variables }: Pipeline): Answer {
    if (!this.showsVariables) return said(403, '403 Forbidden');
    return { status: 200, body: Object.entries(variables).map(([key, value]) => ({ key, value })) };
  }

  #trace(id: number): Answer {
    const said = this.pipelines.find((one) => one.id === id)?.failure ?? '';
    return { status: 200, body: `Rolling out\n\u001b[31mError: ${said}\u001b[0m\nERROR: Job failed: exit code 1\n` };
  }

  #deployments(query: URLSearchParams): readonly object[] {
    const [environment, status] = [query.get('environment'), query.get('status')];
    const ofJobs = (this.jobsDeploy ? this.pipelines : []).flatMap((one) => {
      const { ENVIRONMENT, SERVICE } = one.variables;
      return `${ENVIRONMENT}/${SERVICE}` === environment ? [this.#ofJob(one)] : [];
    });
    const written = this.environments.written.filter((one) => one.environment === environment);
    const all = [...ofJobs, ...written.map((one) => this.environments.shown(one))];
    const found = all.filter((one) => status === null || one.status === status);
    return found.sort((a, b) => Number(b.id) - Number(a.id)).slice(0, Number(query.get('per_page') ?? 20));
  }

  #ofJob(one: Pipeline): Record<string, unknown> {
    const pipeline = { id: one.id, ref: 'main', sha: '', status: this.#statusOf(one) };
    const updated_at = new Date(one.endsAt).toISOString();
    const fields = { status: pipeline.status, ref: 'main', updated_at, deployable: { id: one.id, pipeline } };
    return contract.sample('deployment', { id: 100 * one.id, ...fields });
  }
}

function said(status: number, message: string): Answer {
  return { status, body: { message } };
}
