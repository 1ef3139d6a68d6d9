import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ArtifactStore } from './artifact-store.ts';
import { DeploymentRequest, discovery, IdempotencyKey } from './deployer-protocol.ts';
import type { Deployments } from './deployments.ts';
import type { Faults } from './faults.ts';
import { isEnvironmentName, isServiceName } from './place.ts';
import type { RunningServices } from './running-services.ts';

export type ProtocolWorld = {
  readonly deployments: Deployments;
  readonly running: RunningServices;
  readonly artifacts: ArtifactStore;
  readonly faults: Faults;
};

/** The requests of docs/http-deployer.md. */
export function registerProtocolRoutes(app: FastifyInstance, world: ProtocolWorld): void {
  app.get('/', () => discovery);

  app.get<{ Params: { key: string } }>('/deployments/:key', ({ params: { key } }, reply) => {
    return world.deployments.get(key) ?? unknownDeployment(reply, key);
  });

  app.post<{ Params: { key: string } }>('/deployments/:key/cancel', ({ params: { key } }, reply) => {
    const deployment = world.deployments.cancel(key);
    if (deployment === null) return unknownDeployment(reply, key);
    return reply.code(deployment.finishedAt === undefined ? 202 : 200).send(deployment);
  });

  app.get<{ Params: Record<'service' | 'environment', string> }>(
    '/services/:service/environments/:environment',
    ({ params: { service, environment } }, reply) => {
      if (!isServiceName(service)) return unknownService(reply, 404, service);
      if (!isEnvironmentName(environment)) return unknownEnvironment(reply, 404, environment);
      return world.running.read({ service, environment });
    },
  );

  app.put<{ Params: { key: string } }>('/deployments/:key', (request, reply) => {
    const key = IdempotencyKey.safeParse(request.params.key);
    const body = DeploymentRequest.safeParse(request.body);
    if (!key.success) return refuse(reply, 400, 'invalid_request', 'The key breaks rule 5 of the protocol.');
    if (!body.success) {
      const path = body.error.issues[0]?.path.join('.') || 'the body';
      return refuse(reply, 400, 'invalid_request', `The body is malformed at ${path}.`);
    }
    return putDeployment(world, key.data, body.data, reply);
  });
}

async function putDeployment(world: ProtocolWorld, key: string, body: DeploymentRequest, reply: FastifyReply) {
  const isNew = world.deployments.get(key) === null;
  if (isNew && !isServiceName(body.service)) return unknownService(reply, 422, body.service);
  if (isNew && !isEnvironmentName(body.environment)) return unknownEnvironment(reply, 422, body.environment);
  if (isNew && body.kind !== 'remove' && !world.artifacts.find(body.service, body.version)) {
    const message = `No artifact of ${body.service} ${body.version} was uploaded.`;
    return refuse(reply, 422, 'unknown_version', message);
  }
  const fault = isNew ? world.faults.take(body) : null;
  if (fault === '500') return refuse(reply, 500, 'internal_error', 'The platform stumbled. Nothing was recorded.');
  if (fault === '429') {
    reply.header('retry-after', '1');
    return refuse(reply, 429, 'rate_limited', 'Too many deployments. Nothing was recorded.');
  }
  if (fault === 'drop-before-effect') return drop(reply);
  const outcome = world.deployments.put(key, body, fault);
  if (fault === 'drop-after-effect') {
    await world.deployments.settled(key);
    return drop(reply);
  }
  if (outcome.kind === 'conflict') {
    const { version, service, environment, kind } = outcome.recorded;
    const message = `The key ${key} was used to ${kind} ${service} ${version} in ${environment}.`;
    return refuse(reply, 409, 'key_reused', message);
  }
  return reply.code(outcome.kind === 'recorded' ? 202 : 200).send(outcome.deployment);
}

function drop(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

function unknownDeployment(reply: FastifyReply, key: string): FastifyReply {
  return refuse(reply, 404, 'unknown_deployment', `No deployment was recorded under ${key}.`);
}

function unknownService(reply: FastifyReply, status: 404 | 422, name: string): FastifyReply {
  return refuse(reply, status, 'unknown_service', `The shop has no service ${name}.`);
}

function unknownEnvironment(reply: FastifyReply, status: 404 | 422, name: string): FastifyReply {
  return refuse(reply, status, 'unknown_environment', `The shop has no environment ${name}.`);
}

/** Answers with the protocol's Error body. */
export function refuse(reply: FastifyReply, status: number, error: string, message: string): FastifyReply {
  return reply.code(status).send({ error, message });
}
