import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const REMEMBERED = 20;
const TOLERATED = 0.2;

/** Serves every module in the folder `routes` beside a service, and its health at /healthz. Stops cleanly on SIGTERM. */
export async function serve({ name, directory }) {
  const routes = await loadRoutes(join(directory, 'routes'));
  const version = builtVersion(join(directory, '..', '..', 'build.json'));
  const outcomes = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/healthz') return reply(response, health({ name, version, routes, outcomes }));
    const route = routes.find((candidate) => candidate.path === url.pathname);
    if (!route) return reply(response, { status: 404, body: { error: 'not_found' } });
    const answered = await answer(route, url);
    outcomes.push(answered.status < 500);
    if (outcomes.length > REMEMBERED) outcomes.shift();
    reply(response, answered);
  });
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    process.send?.({ listening: server.address().port });
  });
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
}

async function loadRoutes(directory) {
  const files = readdirSync(directory).filter((file) => file.endsWith('.mjs'));
  return Promise.all(files.sort().map((file) => import(pathToFileURL(join(directory, file)).href)));
}

async function answer(route, url) {
  try {
    return await route.answer({ query: url.searchParams, environment: process.env.SHOP_ENVIRONMENT ?? 'development' });
  } catch (error) {
    return { status: 500, body: { error: error.message } };
  }
}

function health({ name, version, routes, outcomes }) {
  const reasons = routes.map((route) => route.check?.()).filter((reason) => typeof reason === 'string');
  const failed = outcomes.filter((fine) => !fine).length;
  if (outcomes.length >= 5 && failed / outcomes.length > TOLERATED) {
    reasons.push(`${failed} of the last ${outcomes.length} requests failed`);
  }
  const status = reasons.length === 0 ? 'ok' : 'failing';
  return { status: reasons.length === 0 ? 200 : 503, body: { status, service: name, version, reasons } };
}

function builtVersion(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch {
    return 'development';
  }
}

function reply(response, { status, body, type = 'application/json' }) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(type === 'application/json' ? `${JSON.stringify(body)}\n` : body);
}
