import type { z } from 'zod';
import type { EcsConfig } from '#domain/project/ecs-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Sending } from '../ci/ci-client.ts';
import { unavailable } from '../ci/ci-refusal.ts';
import { tokenOf } from '../ci/ci-token.ts';
import { boundedFetch, type Fetch, type HttpAnswer } from '../http/bounded-fetch.ts';
import { createRedactor } from '../redactor.ts';
import { ecsRefusal } from './ecs-refusal.ts';
import { type AwsCredentials, signRequest } from './sign-request.ts';

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** Bytes of an answer that are read at most. */
const READ_LIMIT = 4_194_304;

export type EcsClientOptions = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly requestTimeout: number;
  readonly now: () => number;
  readonly fetch?: Fetch;
};

/** Speaks with Amazon ECS (AWS JSON 1.1). Each request is made once; a refusal is thrown as a ReleaseError. */
export type EcsClient = {
  /** An operation that changes nothing. */
  ask<T>(operation: string, input: object, shape: z.ZodType<T>): Promise<T>;
  /** An operation that has an effect. Throws only when it surely had none. */
  send(operation: string, input: object): Promise<Sending>;
};

/** Makes a client. Credentials are read at each call, so that ones that are renewed are used. */
export function createEcsClient(config: EcsConfig, options: EcsClientOptions): EcsClient {
  const { environment, now } = options;
  const { region } = config;
  const url = `${(config.endpoint ?? `https://ecs.${region}.amazonaws.com`).replace(/\/+$/, '')}/`;
  const call = (operation: string, input: object): Promise<HttpAnswer> => {
    const body = JSON.stringify(input);
    const asked = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
    };
    const scope = { region, service: 'ecs', at: new Date(now()) };
    const request = { method: 'POST', url, headers: asked, body } as const;
    const { host: _sentAnyway, ...headers } = signRequest(request, credentialsOf(config, environment), scope);
    const { requestTimeout: timeout } = options;
    return boundedFetch({ ...request, headers, timeout, limit: READ_LIMIT }, options.fetch);
  };
  const refuse = (answer: Answered): ReleaseError =>
    ecsRefusal(answer, { config, now: now(), redact: createRedactor(environment) });
  return {
    async ask(operation, input, shape) {
      const answer = await call(operation, input);
      if (answer.kind === 'no_answer') throw unavailable(`Amazon ECS ${answer.why}.`);
      if (answer.status !== 200) throw refuse(answer);
      return bodyOf(answer.text, shape);
    },
    async send(operation, input) {
      const answer = await call(operation, input);
      if (answer.kind === 'answer' && answer.status === 200) return { kind: 'answered', answer };
      if (answer.kind === 'no_answer') {
        if (answer.unsent === true) throw unavailable(`Amazon ECS ${answer.why}.`);
        return { kind: 'unclear', why: `Amazon ECS ${answer.why}` };
      }
      if (answer.status >= 500 || answer.status === 408)
        return { kind: 'unclear', why: `Amazon ECS answered ${answer.status}` };
      throw refuse(answer);
    },
  };
}

/** A body of the shape. Text that is no JSON may have been cut off, so it is worth asking again. */
export function bodyOf<T>(text: string, shape: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw unavailable('Amazon ECS answered with something that is not JSON.');
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') || 'the whole body';
  throw new ReleaseError(
    'DEPLOYER_FAILED',
    'fatal',
    `Amazon ECS answered in an unknown shape (see ${at}). Check the endpoint in the configuration.`,
  );
}

function credentialsOf(config: EcsConfig, environment: EcsClientOptions['environment']): AwsCredentials {
  const session = environment[config.sessionTokenEnv]?.trim() ?? '';
  return {
    accessKey: tokenOf(config.accessKeyEnv, environment),
    secretKey: tokenOf(config.secretKeyEnv, environment),
    sessionToken: session === '' ? null : tokenOf(config.sessionTokenEnv, environment),
  };
}
