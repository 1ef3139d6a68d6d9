import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const USAGE = `usage: node scripts/try.mjs WHAT
  health    starts the services of this commit and asks each how it is
  traffic   the same, and asks for their pages for a few seconds`;

const PAGES = { api: '/products', worker: '/', frontend: '/' };
const SECONDS = 3;
const REQUESTS_A_SECOND = 10;
const SLOW = 2500;

const what = process.argv[2];
if (what !== 'health' && what !== 'traffic') fail(USAGE);

const started = [];
let failed = 0;
try {
  const api = await start('api');
  const places = { api, worker: await start('worker', api), frontend: await start('frontend', api) };
  for (const [service, base] of Object.entries(places)) tell(service, await health(base));
  const asked = what === 'traffic' ? Object.entries(places) : [];
  await Promise.all(asked.map(async ([service, base]) => tell(service, await traffic(base, PAGES[service]))));
} finally {
  for (const child of started) child.kill('SIGTERM');
}
process.exitCode = failed === 0 ? 0 : 1;

function start(service, api = '') {
  const entry = join(import.meta.dirname, '..', 'services', service, 'server.mjs');
  const env = { ...process.env, PORT: '0', SHOP_ENVIRONMENT: 'test', API_URL: api };
  const child = fork(entry, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  started.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', ({ listening }) => resolve(`http://127.0.0.1:${listening}`));
    child.once('exit', (code) => reject(new Error(`${service} ended with ${code} before it listened`)));
  });
}

async function health(base) {
  const answer = await fetch(`${base}/healthz`);
  const { reasons } = await answer.json();
  return { isFine: answer.ok, words: answer.ok ? 'is well' : `is not well: ${reasons.join(', ')}` };
}

async function traffic(base, path) {
  const answers = [];
  for (let sent = 0; sent < SECONDS * REQUESTS_A_SECOND; sent += 1) {
    answers.push(ask(`${base}${path}`));
    await sleep(1000 / REQUESTS_A_SECOND);
  }
  const known = await Promise.all(answers);
  const errors = known.filter(({ status }) => status >= 500).length;
  const times = known.map(({ took }) => took).sort((a, b) => a - b);
  const slow = Math.round(times[Math.floor(times.length * 0.95)]);
  const words = `answered ${known.length} times, ${errors} with an error, 95 % within ${slow} ms`;
  return { isFine: errors === 0 && slow < SLOW, words };
}

async function ask(url) {
  const began = performance.now();
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return { status: answer.status, took: performance.now() - began };
}

function tell(service, { isFine, words }) {
  if (!isFine) failed += 1;
  console.log(`${isFine ? 'ok    ' : 'failed'}  ${service} ${words}`);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
