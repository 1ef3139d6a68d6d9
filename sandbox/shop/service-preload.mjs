/**
 * Loaded by the platform in front of each service (`node --import`). It counts the service's requests without the service knowing, serves
 * the figures on a port of its own, and ends the process when the platform is gone, however it went.
 */
import diagnostics from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import prometheus from 'prom-client';

process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);

const { Counter, Histogram, Registry } = prometheus;
const registry = new Registry();
registry.setDefaultLabels({
  service: process.env.SHOP_SERVICE,
  environment: process.env.SHOP_ENVIRONMENT,
  version: process.env.SHOP_VERSION,
});
const registers = [registry];
const requests = new Counter({
  name: 'shop_requests_total',
  help: 'Requests answered',
  labelNames: ['code'],
  registers,
});
const errors = new Counter({ name: 'shop_request_errors_total', help: 'Requests answered with 5xx', registers });
const seconds = new Histogram({
  name: 'shop_request_duration_seconds',
  help: 'Time from request to answer',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers,
});

const metrics = createServer(async (_request, response) => {
  response.writeHead(200, { 'content-type': registry.contentType });
  response.end(await registry.metrics());
});

const started = new WeakMap();
const isProbe = (message) => message.server === metrics || message.request.url === '/healthz';
diagnostics.subscribe('http.server.request.start', (message) => started.set(message.request, performance.now()));
diagnostics.subscribe('http.server.response.finish', (message) => {
  if (isProbe(message)) return;
  const { statusCode } = message.response;
  requests.inc({ code: String(statusCode) });
  if (statusCode >= 500) errors.inc();
  seconds.observe((performance.now() - (started.get(message.request) ?? performance.now())) / 1000);
});

metrics.unref();
metrics.listen(0, '127.0.0.1', () => process.send({ metrics: metrics.address().port }));
