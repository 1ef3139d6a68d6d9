import type { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { boundedFetch, type Fetch, type HttpAnswer, type HttpRequest } from '../http/bounded-fetch.ts';
import { type CiVendor, ciRefusal, unavailable } from './ci-refusal.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** Bytes of an answer that are read at most. */
const READ_LIMIT = 4_194_304;

export type CiClientOptions = {
  readonly vendor: CiVendor;
  /** Address that paths are put behind. */
  readonly base: string;
  /** Headers of every request, read anew for each; throws ENVIRONMENT_INVALID where a token is missing. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly requestTimeout: number;
  readonly now: () => number;
  readonly fetch?: Fetch;
  /** Refusals of `send` that prove nothing, besides those that never do (408, 5xx, redirects). */
  readonly mayHaveHappened?: (answer: Answered) => boolean;
};

/** What became of a request that has an effect. */
export type Sending =
  | { readonly kind: 'answered'; readonly answer: Answered }
  /** It may or may not have had its effect. */
  | { readonly kind: 'unclear'; readonly why: string };

/** Speaks HTTP with one CI system. Each request is made once; a refusal is thrown as a ReleaseError. */
export type CiClient = {
  /** A body of the shape. */
  get<T>(path: string, shape: z.ZodType<T>): Promise<T>;
  /** The same, and null for a 404. */
  find<T>(path: string, shape: z.ZodType<T>): Promise<T | null>;
  /** A body as it is. */
  text(path: string): Promise<string>;
  /** The answer as it is, null for a 404: for what stands in its headers. */
  answer(path: string): Promise<Answered | null>;
  /** A request that changes nothing that matters when made twice. */
  post<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T>;
  /** A change that is the same when made twice. */
  patch<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T>;
  /** The same, by PUT. */
  put<T>(path: string, body: object, shape: z.ZodType<T>): Promise<T>;
  /** A change that is the same when made twice and answers nothing of interest. What is gone or over (404, 409) is left as it is. */
  act(method: 'POST' | 'PUT' | 'DELETE', path: string, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** A request that must not be made twice. Throws only when it surely had no effect. */
  send(path: string, body: Body, headers?: Readonly<Record<string, string>>): Promise<Sending>;
};

/** JSON, or the fields of a form. */
export type Body = { readonly json: object } | { readonly form: Readonly<Record<string, string>> };

/** Makes a client. Redirects are not followed, so what the headers hold goes nowhere else. */
export function createCiClient(options: CiClientOptions): CiClient {
  const { mayHaveHappened = () => false, vendor } = options;
  const ask = (
    method: HttpRequest['method'],
    path: string,
    body?: Body,
    more: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer> =>
    boundedFetch(
      {
        method,
        url: `${options.base.replace(/\/+$/, '')}${path}`,
        headers: { accept: 'application/json', ...options.headers(), ...typeOf(body), ...more },
        ...(body === undefined ? {} : { body: textOf(body) }),
        timeout: options.requestTimeout,
        limit: READ_LIMIT,
      },
      options.fetch,
    );
  const refuse = (answer: Answered): ReleaseError => ciRefusal(vendor, answer, options.now());
  const answered = (answer: HttpAnswer): Answered => {
    if (answer.kind === 'no_answer') throw unavailable(`${vendor.name} ${answer.why}.`);
    return answer;
  };
  const read = async <T>(answer: Answered, shape: z.ZodType<T>): Promise<T> => {
    if (!isGood(answer)) throw refuse(answer);
    return bodyOf(vendor, answer, shape);
  };

  return {
    get: async (path, shape) => read(answered(await ask('GET', path)), shape),
    async find(path, shape) {
      const answer = answered(await ask('GET', path));
      return answer.status === 404 ? null : read(answer, shape);
    },
    async text(path) {
      const answer = answered(await ask('GET', path));
      if (!isGood(answer)) throw refuse(answer);
      return answer.text;
    },
    async answer(path) {
      const answer = answered(await ask('GET', path));
      if (answer.status === 404) return null;
      if (!isGood(answer)) throw refuse(answer);
      return answer;
    },
    post: async (path, body, shape) => read(answered(await ask('POST', path, { json: body })), shape),
    patch: async (path, body, shape) => read(answered(await ask('PATCH', path, { json: body })), shape),
    put: async (path, body, shape) => read(answered(await ask('PUT', path, { json: body })), shape),
    async act(method, path, headers) {
      const answer = answered(await ask(method, path, undefined, headers));
      // Some answer a request that they carried out with the address of a page about it.
      const isOver = answer.status === 404 || answer.status === 409 || (answer.status >= 300 && answer.status < 400);
      if (!isOver && !isGood(answer)) throw refuse(answer);
    },
    async send(path, body, headers) {
      const answer = await ask('POST', path, body, headers);
      if (answer.kind === 'no_answer') {
        if (answer.unsent === true) throw unavailable(`${vendor.name} ${answer.why}.`);
        return { kind: 'unclear', why: `${vendor.name} ${answer.why}` };
      }
      if (isGood(answer)) return { kind: 'answered', answer };
      // A redirect, too, may be the answer to a request that was carried out.
      if (answer.status >= 500 || answer.status === 408 || answer.status < 400 || mayHaveHappened(answer))
        return { kind: 'unclear', why: `${vendor.name} answered ${answer.status}` };
      throw refuse(answer);
    },
  };
}

/** The body of an answer. Text that is no JSON may have been cut off, so it is worth asking again; JSON of another shape is not. */
export function bodyOf<T>(vendor: CiVendor, answer: Answered, shape: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    throw unavailable(`${vendor.name} answered ${answer.status} with something that is not JSON.`);
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') || 'the whole body';
  throw new ReleaseError(
    'DEPLOYER_FAILED',
    'fatal',
    `${vendor.name} answered in an unknown shape (see ${at}). Check that its address is that of its API.`,
  );
}

function isGood({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

function typeOf(body: Body | undefined): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return { 'content-type': 'json' in body ? 'application/json' : 'application/x-www-form-urlencoded' };
}

function textOf(body: Body): string {
  return 'json' in body ? JSON.stringify(body.json) : new URLSearchParams(body.form).toString();
}
