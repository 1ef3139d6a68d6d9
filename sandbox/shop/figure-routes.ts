import type { FastifyInstance } from 'fastify';
import { refuse } from './protocol-routes.ts';
import { type RecentMetric, type RecentRequests, recentMetrics } from './recent-requests.ts';

type Query = Readonly<Record<'service' | 'environment' | 'version', string | undefined>>;

/**
 * `GET /figures/{metric}?service=&environment=&version=`: the value of a metric of one version over the last seconds and the requests it
 * was measured on, as JSON. The value is null where nothing was asked of that version. No part of the deployer protocol.
 */
export function registerFigureRoutes(app: FastifyInstance, recent: RecentRequests): void {
  app.get<{ Params: { metric: string }; Querystring: Query }>('/figures/:metric', (request, reply) => {
    const { metric } = request.params;
    const { service = '', environment = '', version = '' } = request.query;
    if (!isRecentMetric(metric)) return refuse(reply, 404, 'unknown_metric', `The shop measures no ${metric}.`);
    return recent.read(metric, { service, environment, version });
  });
}

function isRecentMetric(name: string): name is RecentMetric {
  return (recentMetrics as readonly string[]).includes(name);
}
