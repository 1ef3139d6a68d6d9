import type { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { boundedFetch, type Fetch, type HttpAnswer } from '../http/bounded-fetch.ts';
import { PlatformError } from './protocol.ts';
import { refusalOf, unavailable } from './refusal.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** Bytes of an answer that are read at most. */
const READ_LIMIT = 262_144;

export type PlatformClientOptions = {
  readonly base: string;
  readonly token: string | null;
  readonly fetch?: Fetch;
  /** Milliseconds one request may take. */
  readonly requestTimeout: number;
  readonly now: () => number;
};

/** Speaks HTTP with one platform: what it answers well is parsed, everything else is thrown as a ReleaseError. */
export type PlatformClient = {
  /** A body of the given shape; null for a 404 with exactly the given error code. */
  get<T>(path: readonly string[], shape: z.ZodType<T>, absent?: string): Promise<T | null>;
  put<T>(path: readonly string[], body: object, shape: z.ZodType<T>): Promise<T>;
  /** A wish without a body, which is the same when made twice. */
  post<T>(path: readonly string[], shape: z.ZodType<T>): Promise<T>;
};

/** Makes a client whose every path part is sent as one segment. The token goes to the configured address and nowhere else. */
export function createPlatformClient(options: PlatformClientOptions): PlatformClient {
  const ask = async (method: 'GET' | 'PUT' | 'POST', path: readonly string[], body?: object): Promise<Answered> => {
    const answer = await boundedFetch(
      {
        method,
        url:
          [options.base.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/') +
          (path.length === 0 ? '/' : ''),
        headers: {
          accept: 'application/json',
          ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeout: options.requestTimeout,
        limit: READ_LIMIT,
      },
      options.fetch,
    );
    if (answer.kind === 'no_answer') throw unavailable(`The deployer at ${hostOf(options.base)} ${answer.why}.`);
    return answer;
  };
  const refuse = (answer: Answered): ReleaseError => refusalOf(answer, hostOf(options.base), options);
  const read = <T>(answer: Answered, shape: z.ZodType<T>): T => bodyOf(answer, shape, hostOf(options.base));
  const taken = <T>(answer: Answered, shape: z.ZodType<T>): T => {
    if (answer.status === 200 || answer.status === 202) return read(answer, shape);
    throw refuse(answer);
  };

  return {
    async get(path, shape, absent) {
      const answer = await ask('GET', path);
      if (answer.status === 200) return read(answer, shape);
      if (answer.status === 404 && absent !== undefined && errorCodeOf(answer) === absent) return null;
      throw refuse(answer);
    },
    put: async (path, body, shape) => taken(await ask('PUT', path, body), shape),
    post: async (path, shape) => taken(await ask('POST', path), shape),
  };
}

/** Text that is no JSON may be an answer that was cut off, so it is worth asking again; JSON of another shape is not. */
function bodyOf<T>(answer: Answered, shape: z.ZodType<T>, host: string): T {
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    throw unavailable(`The deployer at ${host} answered ${answer.status} with something that is not JSON.`);
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') || 'the whole body';
  const why = `The deployer at ${host} answered in a shape that is not in docs/http-deployer.md (see ${at}).`;
  throw new ReleaseError('DEPLOYER_FAILED', 'fatal', why);
}

function errorCodeOf(answer: Answered): string | null {
  try {
    return PlatformError.parse(JSON.parse(answer.text)).error;
  } catch {
    return null;
  }
}

function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).host : 'an address that is none';
}
