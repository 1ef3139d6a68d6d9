import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';

type Parameters = Readonly<Record<string, string>>;
type Item = {
  readonly id: number;
  readonly parameters: Parameters;
  startsAt: number;
  endsAt: number;
  readonly failure: string | null;
  result: string;
  isCancelled: boolean;
  number: number | null;
};

const contract = new OpenapiContract('test/support/forges/jenkins-api.json');
const job = '/job/shop/job/deploy';

/**
 * What the deployer needs of Jenkins, on the job `shop/deploy`: crumbs, the queue, builds and their logs. Each call and each answer is checked
 * against `jenkins-api.json`, written from Jenkins' documentation; a POST needs the crumb and the session it was given in.
 */
export class JenkinsServer extends FaultyServer {
  readonly items: Item[] = [];
  /** Parameters the job declares; others are dropped, as Jenkins does. */
  declared = ['SERVICE', 'ENVIRONMENT', 'VERSION', 'DEPLOY_KEY', 'ACTION', 'STAGE', 'PERCENT', 'PREVIOUS'];
  isBuildable = true;
  issuesCrumbs = true;
  /** Places in the queue that are forgotten once the build has begun. */
  forgetsQueue = false;
  waits = 0;
  takes = 0;
  failure: string | null = null;
  result = 'SUCCESS';
  /** Makes builds begin at the moment somebody takes them out of the queue. */
  isQuicker = false;

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Builds that were asked for under a key: what must never be two. */
  effects(key: string): number {
    return this.items.filter(({ parameters }) => parameters.DEPLOY_KEY === key).length;
  }

  delete(key: string): void {
    const kept = this.items.filter(({ parameters }) => parameters.DEPLOY_KEY !== key);
    this.items.splice(0, this.items.length, ...kept);
  }

  add(parameters: Parameters, how: { readonly waits?: number; readonly takes?: number } = {}): Item {
    const startsAt = Date.now() + (how.waits ?? 0);
    const { failure, result } = this;
    const id = this.items.length + 40;
    const times = { startsAt, endsAt: startsAt + (how.takes ?? 0) };
    const item = { id, parameters, ...times, failure, result, isCancelled: false, number: null };
    this.items.unshift(item);
    return item;
  }

  #answered(call: Call): Answer {
    const basic = `Basic ${Buffer.from('bot:good').toString('base64')}`;
    if (call.headers.authorization !== basic) return { status: 401, body: '<h1>Invalid password/token</h1>' };
    for (const item of [...this.items].reverse()) {
      const hasBegun = item.startsAt <= Date.now() && !item.isCancelled;
      if (hasBegun && item.number === null) item.number = Math.max(0, ...this.items.map((one) => one.number ?? 0)) + 1;
    }
    const wrong = contract.problemsWithCall(call);
    const answer = this.#route(call);
    const problems = contract.problemsWithAnswer(call, answer.status, answer.body);
    this.violations.push(...[...wrong, ...problems].map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    const [, item] = /^\/queue\/item\/(\d+)\/api\/json$/.exec(call.path) ?? [];
    if (item !== undefined) return this.#item(Number(item));
    const [, number, what] = new RegExp(`^${job}/(\\d+)/(api/json|consoleText)$`).exec(call.path) ?? [];
    if (number !== undefined) return this.#build(Number(number), what === 'consoleText');
    const [, stopped] = new RegExp(`^POST ${job}/(\\d+)/stop$`).exec(`${call.method} ${call.path}`) ?? [];
    if (stopped !== undefined) return this.#stop(call, Number(stopped));
    switch (`${call.method} ${call.path}`) {
      case 'POST /queue/cancelItem':
        return this.#cancel(call);
      case 'GET /crumbIssuer/api/json': {
        const headers = { 'set-cookie': 'JSESSIONID=s-1; Path=/; HttpOnly' };
        const body = { crumb: 'c-1', crumbRequestField: 'Jenkins-Crumb' };
        return this.issuesCrumbs ? { status: 200, body, headers } : notFound;
      }
      case `POST ${job}/buildWithParameters`:
        return this.#ask(call);
      case 'GET /queue/api/json': {
        const items = this.items.filter((one) => one.number === null && !one.isCancelled);
        return {
          status: 200,
          body: { items: items.map(({ id, parameters }) => ({ id, actions: shown(parameters) })) },
        };
      }
      case `GET ${job}/api/json`:
        return { status: 200, body: this.#job() };
      default:
        return notFound;
    }
  }

  #isForged({ headers }: Call): boolean {
    return this.issuesCrumbs && (headers['jenkins-crumb'] !== 'c-1' || headers.cookie !== 'JSESSIONID=s-1');
  }

  #cancel(call: Call): Answer {
    if (this.#isForged(call)) return forged;
    const item = this.items.find(({ id, number }) => String(id) === call.query.get('id') && number === null);
    if (item !== undefined && this.isQuicker) item.startsAt = 0;
    else if (item !== undefined) item.isCancelled = true;
    return { status: 204, body: '' };
  }

  #stop(call: Call, number: number): Answer {
    if (this.#isForged(call)) return forged;
    const item = this.items.find((one) => one.number === number);
    if (item === undefined) return notFound;
    if (item.endsAt > Date.now()) {
      item.endsAt = Date.now() + 50;
      item.result = 'ABORTED';
    }
    return { status: 302, body: '', headers: { location: `${this.url}${job}/${number}/` } };
  }

  #ask(call: Call): Answer {
    if (this.#isForged(call)) return forged;
    const { body } = call;
    const sent = [...new URLSearchParams(body.toString())].filter(([name]) => this.declared.includes(name));
    const { id } = this.add(Object.fromEntries(sent), { waits: this.waits, takes: this.takes });
    return { status: 201, body: '', headers: { location: `${this.url}/queue/item/${id}/` } };
  }

  #item(id: number): Answer {
    const item = this.items.find((one) => one.id === id);
    if (item === undefined || (this.forgetsQueue && item.number !== null)) return notFound;
    const { isCancelled, number, parameters } = item;
    const begun = number === null ? {} : { executable: { number, url: `${this.url}${job}/${number}/` } };
    const why = number === null && !isCancelled ? 'Waiting for next available executor' : null;
    return { status: 200, body: { id, actions: shown(parameters), cancelled: isCancelled, why, ...begun } };
  }

  #job(): object {
    const property = [{}, { parameterDefinitions: this.declared.map((name) => ({ name })) }];
    const begun = this.items.filter(({ number }) => number !== null);
    const builds = begun.map((one) => ({ number: one.number, result: resultOf(one), actions: shown(one.parameters) }));
    return { buildable: this.isBuildable, property, builds: builds.slice(0, 100) };
  }

  #build(number: number, isLog: boolean): Answer {
    const item = this.items.find((one) => one.number === number);
    if (item === undefined) return notFound;
    const log = `Started by user bot\nERROR: ${item.failure}\nFinished: FAILURE\n`;
    if (isLog) return { status: 200, body: log };
    const result = resultOf(item);
    const url = `https://jenkins.example${job}/${number}/`;
    return { status: 200, body: { number, url, building: result === null, result } };
  }
}

const forged: Answer = { status: 403, body: 'No valid crumb was included in the request' };
const notFound: Answer = { status: 404, body: '<h1>Not Found</h1>' };

function resultOf({ endsAt, failure, result }: Item): string | null {
  if (endsAt > Date.now()) return null;
  return failure === null ? result : 'FAILURE';
}

function shown(parameters: Parameters): readonly object[] {
  const list = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  return [{ _class: 'hudson.model.CauseAction' }, { _class: 'hudson.model.ParametersAction', parameters: list }];
}
