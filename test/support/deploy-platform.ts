import { z } from 'zod';

const Wish = z.object({
  service: z.string(),
  environment: z.string(),
  version: z.string(),
  commit: z.string().optional(),
  kind: z.enum(['deploy', 'rollback', 'remove']),
});
type Wish = z.infer<typeof Wish>;
type Kept = Wish & {
  readonly id: string;
  readonly startedAt: string;
  endsAt: number;
  failure: string | null;
  isCarriedOut: boolean;
};

export type PlatformAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of a body in JSON. */
  readonly raw?: string;
};
export type PlatformEffect = Wish & { readonly key: string };
export type PlatformManner = {
  readonly takes: number;
  readonly failure: string | null;
  readonly capabilities: readonly string[];
};
type Running = { readonly version: string; readonly status: 'running' | 'stopped' };

/** A platform that holds to docs/http-deployer.md, in memory and without the HTTP around it, and counts what it carried out. */
export type DeployPlatform = {
  readonly effects: PlatformEffect[];
  readonly kept: Map<string, Kept>;
  readonly running: Map<string, Running>;
  manner: PlatformManner;
};

/** A platform on which nothing runs. */
export function createDeployPlatform(): DeployPlatform {
  const manner = { takes: 0, failure: null, capabilities: ['deploy', 'remove', 'cancel'] };
  return { effects: [], kept: new Map(), running: new Map(), manner };
}

/** Carries out what is due: each key once. */
export function settle({ effects, kept, running }: DeployPlatform): void {
  for (const [key, deployment] of kept) {
    if (deployment.isCarriedOut || deployment.endsAt > Date.now()) continue;
    deployment.isCarriedOut = true;
    const { service, environment, version, kind } = deployment;
    effects.push({ key, service, environment, version, kind });
    if (deployment.failure !== null) continue;
    if (kind === 'remove') running.delete(`${service}/${environment}`);
    else running.set(`${service}/${environment}`, { version, status: 'running' });
  }
}

/** Answers one request; `path` holds the decoded segments. */
export function respond(
  platform: DeployPlatform,
  method: string,
  path: readonly string[],
  text: string,
): PlatformAnswer {
  settle(platform);
  const [what, name = '', , place = ''] = path;
  if (path.length === 0) {
    const { capabilities } = platform.manner;
    return { status: 200, body: { protocol: 'fairlead-http-deployer', version: 1, capabilities } };
  }
  if (what === 'deployments' && path.length === 2) {
    if (method === 'PUT') return put(platform, name, text);
    const known = platform.kept.get(name);
    return known === undefined ? refusal(404, 'unknown_deployment', 'This key was never recorded.') : shown(known, 200);
  }
  if (what === 'deployments' && path[2] === 'cancel' && method === 'POST') return cancel(platform, name);
  if (what === 'services' && path[2] === 'environments' && path.length === 4) {
    const found = platform.running.get(`${name}/${place}`);
    return {
      status: 200,
      body: found === undefined ? { version: null, status: 'absent' } : { ...found, commit: null },
    };
  }
  return { status: 404, raw: '<h1>Not found</h1>' };
}

function put(platform: DeployPlatform, key: string, text: string): PlatformAnswer {
  const wish = Wish.safeParse(parseJson(text));
  if (!wish.success) return refusal(400, 'invalid_request', 'The body is malformed.');
  const known = platform.kept.get(key);
  if (known !== undefined && !isSame(known, wish.data)) {
    return refusal(409, 'key_reused', `The key ${key} was used for version ${known.version}.`);
  }
  if (known !== undefined) return shown(known, 200);
  if (wish.data.kind === 'remove' && !platform.manner.capabilities.includes('remove')) {
    return refusal(422, 'unsupported_kind', 'Services cannot be removed here.');
  }
  if (wish.data.version === '9.9.9') return refusal(422, 'unknown_version', 'There is no version 9.9.9.');
  const deployment = record(platform, key, wish.data);
  settle(platform);
  return shown(deployment, 202);
}

function cancel({ kept, manner }: DeployPlatform, key: string): PlatformAnswer {
  const known = kept.get(key);
  if (known === undefined || !manner.capabilities.includes('cancel'))
    return refusal(404, 'unknown_deployment', 'This key was never recorded.');
  if (known.isCarriedOut) return shown(known, 200);
  known.endsAt = Date.now() + 50;
  known.failure = 'It was cancelled.';
  return shown(known, 202);
}

function record({ kept, manner }: DeployPlatform, key: string, wish: Wish): Kept {
  const now = Date.now();
  const deployment: Kept = {
    ...wish,
    id: `d-${kept.size + 1}`,
    startedAt: new Date(now).toISOString(),
    endsAt: now + manner.takes,
    failure: manner.failure,
    isCarriedOut: false,
  };
  kept.set(key, deployment);
  return deployment;
}

/** An error body of the protocol. */
export function refusal(status: number, error: string, message: string): PlatformAnswer {
  return { status, body: { error, message } };
}

function shown(
  { isCarriedOut, failure, endsAt, commit: _commit, ...deployment }: Kept,
  status: number,
): PlatformAnswer {
  if (!isCarriedOut) return { status, body: { ...deployment, status: 'in_progress' } };
  const finishedAt = new Date(endsAt).toISOString();
  if (failure !== null) return { status, body: { ...deployment, status: 'failure', description: failure, finishedAt } };
  return { status, body: { ...deployment, status: 'success', finishedAt } };
}

function isSame(one: Wish, other: Wish): boolean {
  return (['service', 'environment', 'version', 'commit', 'kind'] as const).every((name) => one[name] === other[name]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
