import type { FastifyInstance, FastifyReply } from 'fastify';
import { Database, type Databases } from './databases.ts';
import { isEnvironmentName } from './place.ts';
import { refuse } from './protocol-routes.ts';

type Target = { Params: { environment: string } };
type BackupTarget = { Params: { environment: string; key: string } };

/**
 * `GET` and `PUT /databases/{environment}`: the schema that the shop's script migrates; a write that is based on an older revision is refused with
 * 409. `PUT .../backups/{key}` keeps a copy. No part of the deployer protocol.
 */
export function registerDatabaseRoutes(app: FastifyInstance, databases: Databases): void {
  app.get<Target>('/databases/:environment', ({ params: { environment } }, reply) =>
    isEnvironmentName(environment) ? databases.read(environment) : unknown(reply, environment),
  );
  app.put<Target>('/databases/:environment', (request, reply) => {
    const { environment } = request.params;
    if (!isEnvironmentName(environment)) return unknown(reply, environment);
    const next = Database.safeParse(request.body);
    if (!next.success) return refuse(reply, 400, 'invalid_request', 'The body is no database.');
    if (databases.write(environment, next.data) === 'changed')
      return refuse(reply, 409, 'changed_meanwhile', 'Somebody else migrated it meanwhile. Read it again.');
    return databases.read(environment);
  });
  app.put<BackupTarget>('/databases/:environment/backups/:key', ({ params: { environment, key } }, reply) => {
    if (!isEnvironmentName(environment)) return unknown(reply, environment);
    databases.backUp(environment, key);
    return { key };
  });
}

function unknown(reply: FastifyReply, environment: string): FastifyReply {
  return refuse(reply, 404, 'unknown_environment', `The shop has no ${environment}.`);
}
