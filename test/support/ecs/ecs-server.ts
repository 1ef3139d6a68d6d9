import { signRequest } from '#adapters/ecs/sign-request.ts';
import { type Answer, type Call, FaultyServer } from '../forges/faulty-server.ts';
import { ecsProblems } from './ecs-contract.ts';

type Tag = { readonly key: string; readonly value: string };
type Revision = {
  readonly arn: string;
  readonly family: string;
  readonly more: { readonly containerDefinitions: readonly { readonly name: string; readonly image: string }[] };
  readonly tags: readonly Tag[];
};
type Rollout = { readonly arn: string; readonly endsAt: number; readonly failure: string | null; state: string };
type Service = {
  cluster: string;
  name: string;
  desiredCount: number;
  current: Rollout;
  before: Rollout | null;
  controller: string;
};
type Manner = { readonly takes: number; readonly failure: string | null };

const credentials = { accessKey: 'AKIDEXAMPLE', secretKey: 'good-secret-key', sessionToken: null };
const prefix = 'arn:aws:ecs:eu-central-1:123456789012';

/**
 * What the deployer needs of Amazon ECS: services, their deployments with a circuit breaker that rolls back, and revisions of task definitions.
 * Each input and output is checked against Amazon's model of ECS, each signature is computed anew.
 */
export class EcsServer extends FaultyServer {
  readonly revisions: Revision[] = [];
  readonly services = new Map<string, Service>();
  /** Revisions that a service was given, in order. */
  readonly updates: string[] = [];
  manner: Manner = { takes: 0, failure: null };
  /** The digests of the image of a revision, one for each task that runs it; none is told where there is none. */
  digestsOf: (arn: string) => readonly string[] = () => [];
  /** Digests that the registry holds; tasks of an image that is named by another one do not start. */
  readonly held = new Set<string>();

  constructor() {
    super((call) => this.#answered(call));
  }

  /** A service with three tasks, or none where it has no version. */
  put(cluster: string, name: string, version: string | null, controller = 'ECS'): void {
    const image = `registry.example/shop/${name}:${version ?? 'none'}`;
    const containerDefinitions = [
      { name: 'proxy', image: 'envoy:1', cpu: 0 },
      { name, image, cpu: 0 },
    ];
    const arn = this.#register({ family: `${cluster}-${name}`, containerDefinitions, cpu: '256' }, [
      { key: 'team', value: 'shop' },
    ]);
    const current = { arn, endsAt: 0, failure: null, state: 'COMPLETED' };
    this.services.set(`${cluster}/${name}`, {
      cluster,
      name,
      desiredCount: version === null ? 0 : 3,
      current,
      before: null,
      controller,
    });
  }

  /** The tasks of the revision before run again, beside those of the current one. */
  putBack(cluster: string, name: string): void {
    const service = this.services.get(`${cluster}/${name}`);
    const arn = this.revisions.find(({ family }) => family === `${cluster}-${name}`)?.arn;
    if (service === undefined || arn === undefined) throw new Error(`There is no service ${name}.`);
    service.before = { arn, endsAt: 0, failure: null, state: 'COMPLETED' };
  }

  /** Times a service was given a revision of a key: what must never be two. */
  effects(key: string): number {
    return this.updates.filter((arn) => this.tagsOf(arn).some((tag) => tag.value === key)).length;
  }

  tagsOf(arn: string): readonly Tag[] {
    return this.revisions.find((one) => one.arn === arn)?.tags ?? [];
  }

  /** Operations are told apart by their header. */
  protected override nameOf({ headers }: Call): string {
    return String(headers['x-amz-target']).replace('AmazonEC2ContainerServiceV20141113.', '');
  }

  #answered(call: Call): Answer {
    const unsigned = problemWithSignature(call);
    if (unsigned !== null) return fault('InvalidSignatureException', unsigned);
    const operation = this.nameOf(call);
    const input: unknown = JSON.parse(call.body.toString());
    this.violations.push(...ecsProblems(operation, 'input', input));
    for (const one of this.services.values()) settle(one);
    const answer = this.#route(operation, input as Input);
    if (answer.status === 200) this.violations.push(...ecsProblems(operation, 'output', answer.body));
    return answer;
  }

  #route(operation: string, input: Input): Answer {
    switch (operation) {
      case 'DescribeClusters':
        return { status: 200, body: { clusters: [{ clusterName: input.clusters?.[0] ?? '', status: 'ACTIVE' }] } };
      case 'ListClusters':
        return { status: 200, body: { clusterArns: [] } };
      case 'DescribeServices': {
        const service = this.services.get(`${input.cluster}/${input.services?.[0]}`);
        const failures = [{ arn: input.services?.[0] ?? '', reason: 'MISSING' }];
        return {
          status: 200,
          body: service === undefined ? { services: [], failures } : { services: [shown(service)] },
        };
      }
      case 'DescribeTaskDefinition':
        return this.#describe(input.taskDefinition ?? '');
      case 'ListTaskDefinitions': {
        const own = this.revisions.filter(({ family }) => family === input.familyPrefix).map(({ arn }) => arn);
        return { status: 200, body: { taskDefinitionArns: own.reverse().slice(0, input.maxResults) } };
      }
      case 'RegisterTaskDefinition': {
        const { tags = [], ...more } = input;
        const arn = this.#register(more as Registered, tags);
        return this.#describe(arn);
      }
      case 'ListTasks':
        return this.#list(input);
      case 'DescribeTasks':
        return { status: 200, body: { tasks: (input.tasks ?? []).map((arn) => this.#task(arn)) } };
      case 'UpdateService':
        return this.#update(input);
      default:
        return fault('UnknownOperationException', operation);
    }
  }

  #register({ family, ...more }: Registered, tags: readonly Tag[]): string {
    const number = this.revisions.filter((one) => one.family === family).length + 1;
    const arn = `${prefix}:task-definition/${family}:${number}`;
    this.revisions.push({ arn, family, more, tags });
    return arn;
  }

  #describe(arn: string): Answer {
    const found = this.revisions.find((one) => one.arn === arn);
    if (found === undefined) return fault('ClientException', 'Unable to describe task definition.');
    const revision = Number(arn.split(':').at(-1));
    const known = { taskDefinitionArn: arn, family: found.family, revision, status: 'ACTIVE', registeredAt: 1.5e9 };
    return { status: 200, body: { taskDefinition: { ...known, ...found.more }, tags: found.tags } };
  }

  /** Tasks are named by their revision and a number; a page holds two. */
  #list({ cluster, nextToken = '0', serviceName }: Input): Answer {
    if (serviceName === undefined) return { status: 200, body: { taskArns: [] } };
    const service = this.services.get(`${cluster}/${serviceName}`);
    if (service === undefined) return fault('ServiceNotFoundException', 'Service not found.');
    const all = rolloutsOf(service).flatMap(({ arn, runningCount }) =>
      Array.from({ length: runningCount }, (_, number) => `${arn.replace(':task-definition/', ':task/')}#${number}`),
    );
    const from = Number(nextToken);
    const more = from + 2 < all.length ? { nextToken: String(from + 2) } : {};
    return { status: 200, body: { taskArns: all.slice(from, from + 2), ...more } };
  }

  #task(taskArn: string): object {
    const [arn = '', number] = taskArn.replace(':task/', ':task-definition/').split('#');
    const [, named] = this.#imageOf(arn).split('@');
    const digests = named === undefined ? this.digestsOf(arn) : [named];
    const imageDigest = digests[Math.min(Number(number), digests.length - 1)];
    const own = imageDigest === undefined || imageDigest === '' ? {} : { imageDigest };
    const containers = [
      { name: 'proxy', imageDigest: `sha256:${'f'.repeat(64)}` },
      { name: arn.replace(/^.*-(\w+):\d+$/, '$1'), ...own },
    ];
    return { taskArn, taskDefinitionArn: arn, lastStatus: 'RUNNING', desiredStatus: 'RUNNING', containers };
  }

  /** The image of the container that is not the proxy. */
  #imageOf(arn: string): string {
    const { containerDefinitions = [] } = this.revisions.find((one) => one.arn === arn)?.more ?? {};
    return containerDefinitions.find(({ name }) => name !== 'proxy')?.image ?? '';
  }

  #update(input: Input): Answer {
    const service = this.services.get(`${input.cluster}/${input.service}`);
    if (service === undefined) return fault('ServiceNotFoundException', 'Service not found.');
    service.desiredCount = input.desiredCount ?? service.desiredCount;
    const arn = input.taskDefinition ?? service.current.arn;
    if (arn !== service.current.arn) {
      const [, digest] = this.#imageOf(arn).split('@');
      const isHeld = digest === undefined || this.held.has(digest);
      const { takes } = this.manner;
      const failure = isHeld ? this.manner.failure : 'CannotPullContainerError: manifest unknown.';
      service.before = service.current;
      service.current = { arn, endsAt: Date.now() + takes, failure, state: 'IN_PROGRESS' };
      this.updates.push(arn);
    }
    return { status: 200, body: { service: shown(service) } };
  }
}

type Registered = Revision['more'] & { readonly family: string; readonly cpu?: string };
type Input = {
  readonly cluster?: string;
  readonly clusters?: readonly string[];
  readonly service?: string;
  readonly services?: readonly string[];
  readonly serviceName?: string;
  readonly nextToken?: string;
  readonly tasks?: readonly string[];
  readonly taskDefinition?: string;
  readonly familyPrefix?: string;
  readonly maxResults?: number;
  readonly desiredCount?: number;
  readonly tags?: readonly Tag[];
};

function settle(service: Service): void {
  const { before, current } = service;
  if (current.state !== 'IN_PROGRESS' || Date.now() < current.endsAt) return;
  current.state = current.failure === null ? 'COMPLETED' : 'FAILED';
  if (current.failure === null) service.before = null;
  else if (before !== null) Object.assign(service, { current: before, before: current });
}

/** Its deployments, the primary one first. */
function rolloutsOf({
  before,
  current,
  desiredCount,
}: Service): readonly (Rollout & { readonly runningCount: number })[] {
  const all = [current, ...(before === null ? [] : [before])];
  return all.map((one) => ({ ...one, runningCount: one.state === 'COMPLETED' ? desiredCount : 0 }));
}

function shown(service: Service): object {
  const { cluster, controller, current, desiredCount, name } = service;
  const deployments = rolloutsOf(service).map(({ arn, failure, runningCount, state }, index) => ({
    id: `ecs-svc/${arn.split(':').at(-1)}`,
    status: index === 0 ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: arn,
    desiredCount,
    runningCount,
    failedTasks: state === 'FAILED' ? 3 : 0,
    rolloutState: state,
    rolloutStateReason: state === 'FAILED' ? `ECS deployment circuit breaker: ${failure}` : `ECS deployment ${state}.`,
  }));
  return {
    serviceName: name,
    clusterArn: `${prefix}:cluster/${cluster}`,
    status: 'ACTIVE',
    desiredCount,
    taskDefinition: current.arn,
    deploymentController: { type: controller },
    deployments,
  };
}

/** Signed with the good key, for this region and service, and within five minutes. */
function problemWithSignature({ body, headers, method, path }: Call): string | null {
  const [, scope = '', names = ''] =
    /Credential=AKIDEXAMPLE\/(\S+), SignedHeaders=([^,]+),/.exec(headers.authorization ?? '') ?? [];
  const [, region = '', service = ''] = scope.split('/');
  const time = String(headers['x-amz-date']).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || Math.abs(Date.now() - at.getTime()) > 300_000) return 'Signature expired';
  const signed = names.split(';').filter((name) => name !== 'host' && name !== 'x-amz-date');
  const request = {
    method,
    url: `http://${headers.host}${path}`,
    headers: Object.fromEntries(signed.map((name) => [name, String(headers[name])])),
    body: body.toString(),
  };
  const wanted = signRequest(request, credentials, { region, service, at }).authorization;
  const isRight = `${region}/${service}` === 'eu-central-1/ecs' && wanted === headers.authorization;
  return isRight ? null : 'The request signature we calculated does not match the signature you provided.';
}

function fault(type: string, message: string): Answer {
  return { status: 400, body: { __type: `com.amazonaws.ecs#${type}`, message } };
}
