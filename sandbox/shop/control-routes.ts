import type { FastifyInstance } from 'fastify';
import type { Deployments } from './deployments.ts';
import { Fault, type Faults } from './faults.ts';
import type { LastServed } from './last-served.ts';
import { refuse } from './protocol-routes.ts';
import type { Traffic } from './traffic.ts';

/**
 * What a test asks of a shop in another process: `GET /control/effects` (every deployment really carried out), `GET /control/traffic`
 * (the counters), `GET /control/served` (when each version answered a customer last), `POST /control/faults` and `DELETE /control/faults`. No part of the deployer protocol.
 */
export function registerControlRoutes(
  app: FastifyInstance,
  world: {
    readonly deployments: Deployments;
    readonly faults: Faults;
    readonly traffic: Traffic;
    readonly lastServed: LastServed;
  },
): void {
  app.get('/control/effects', () => world.deployments.effects());
  app.get('/control/traffic', () => world.traffic.counts());
  app.get('/control/served', () => world.lastServed.read());
  app.post('/control/faults', (request, reply) => {
    const fault = Fault.safeParse(request.body);
    if (!fault.success) return refuse(reply, 400, 'invalid_request', 'The body is no fault.');
    world.faults.add(fault.data);
    return reply.code(204).send();
  });
  app.delete('/control/faults', (_request, reply) => {
    world.faults.clear();
    return reply.code(204).send();
  });
}
