import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import { ReleaseError } from '#errors.ts';
import { boundedFetch, type Fetch, type HttpAnswer } from '../http/bounded-fetch.ts';
import { clusterRefusal, unavailable } from './cluster-refusal.ts';
import { fetchWithAuthorities } from './fetch-with-authorities.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** Bytes of an answer that are read at most: a few hundred pods. */
const READ_LIMIT = 8_388_608;

export type ClusterClientOptions = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly requestTimeout: number;
  readonly now: () => number;
  readonly fetch?: Fetch;
};

/** How a patch is merged: `strategic` knows the lists of built-in kinds, `merge` (RFC 7386) replaces lists and is all custom kinds know. */
export type PatchKind = 'strategic' | 'merge';

/** Speaks with one API server. What it answers well is parsed, everything else is thrown as a ReleaseError. */
export type ClusterClient = {
  /** Null where there is no such object. */
  get<T>(path: string, shape: z.ZodType<T>): Promise<T | null>;
  post<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T>;
  /** False when the object has changed since the `resourceVersion` in the patch was read; nothing happened then. */
  patch(path: string, kind: PatchKind, body: object): Promise<boolean>;
};

/** Makes a client. Token and certificates are read at each call, so that ones that are renewed are used. */
export function createClusterClient(config: KubernetesConfig, options: ClusterClientOptions): ClusterClient {
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, type = 'application/json') => {
    const token = await tokenOf(config, options.environment);
    const answer = await boundedFetch(
      {
        method,
        url: `${config.apiUrl.replace(/\/+$/, '')}${path}`,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeout: options.requestTimeout,
        limit: READ_LIMIT,
      },
      options.fetch ?? (await fetchWithAuthorities(config.caFile)),
    );
    if (answer.kind === 'no_answer') throw unavailable(`The Kubernetes API ${answer.why}.`);
    return { answer, refuse: (): ReleaseError => clusterRefusal(answer, token, options.now()) };
  };

  return {
    async get(path, shape) {
      const { answer, refuse } = await ask('GET', path);
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw refuse();
      return bodyOf(answer, shape);
    },
    async post(path, body, shape) {
      const { answer, refuse } = await ask('POST', path, body);
      if (answer.status !== 200 && answer.status !== 201) throw refuse();
      return bodyOf(answer, shape);
    },
    async patch(path, kind, body) {
      const type = kind === 'strategic' ? 'strategic-merge-patch' : 'merge-patch';
      const { answer, refuse } = await ask('PATCH', path, body, `application/${type}+json`);
      if (answer.status === 409) return false;
      if (answer.status !== 200) throw refuse();
      return true;
    },
  };
}

async function tokenOf(config: KubernetesConfig, environment: ClusterClientOptions['environment']): Promise<string> {
  const { tokenEnv, tokenFile } = config;
  const source = tokenEnv ?? tokenFile;
  const read = (): Promise<string> => readFile(tokenFile, 'utf8').catch(() => '');
  const token = (tokenEnv === undefined ? await read() : (environment[tokenEnv] ?? '')).trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const why = `${source} ${token === '' ? 'holds nothing' : 'holds characters a token cannot have'}`;
  throw new ReleaseError('ENVIRONMENT_INVALID', 'fatal', `${why}. It should hold a token for the Kubernetes API.`);
}

/** Text that is no JSON may be an answer that was cut off, so it is worth asking again; JSON of another shape is not. */
function bodyOf<T>(answer: Answered, shape: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    throw unavailable(`The Kubernetes API answered ${answer.status} with something that is not JSON.`);
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') || 'the whole body';
  const why = `The Kubernetes API answered in an unknown shape (see ${at}). Check that apiUrl is the address of an API server.`;
  throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
}
