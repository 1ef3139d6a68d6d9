import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../find-program.ts';
import { startKept } from '../redis/kept-process.ts';
import { pickFreePort } from '../redis/private-redis.ts';

/** A Prometheus of our own on loopback. */
export type PrivatePrometheus = { readonly url: string; stop(): Promise<void> };

export type PrivatePrometheusRequest = {
  /** Holds its configuration, its data and its log. */
  readonly folder: string;
  /** What it scrapes every second: a host and a port whose `/metrics` is read. */
  readonly target: string;
  /** Where the program is looked for. */
  readonly path: string;
  /** Milliseconds it may take until it answers. */
  readonly startTimeout?: number;
};

export type PrometheusOutcome =
  | ({ readonly kind: 'running' } & PrivatePrometheus)
  /** `why` is a sentence. */
  | { readonly kind: 'none'; readonly why: string };

const scrapeEvery = '1s';

/**
 * Starts the Prometheus of the PATH on a free port with a small memory: two hours or 64 MB of data, 256 MB of heap. It ends with this process,
 * however that ends. Where there is none, or it does not answer in time, nothing is left running and the outcome says why.
 */
export async function startPrivatePrometheus(request: PrivatePrometheusRequest): Promise<PrometheusOutcome> {
  const program = await findProgram('prometheus', request.path);
  if (program === null) return { kind: 'none', why: 'There is no prometheus on the PATH.' };
  const port = await pickFreePort();
  const kept = await startServer(program, port, request);
  const url = `http://127.0.0.1:${port}`;
  const isUp = await Promise.race([isReady(url, request.startTimeout ?? 15_000), kept.ended.then(() => false)]);
  if (isUp) return { kind: 'running', url, stop: () => kept.stop() };
  await kept.stop();
  return { kind: 'none', why: `Prometheus did not start; ${logFile(request.folder)} says why.` };
}

async function startServer(program: string, port: number, { folder, target, path }: PrivatePrometheusRequest) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'prometheus.yml');
  const scraping = {
    global: { scrape_interval: scrapeEvery, scrape_timeout: scrapeEvery },
    scrape_configs: [{ job_name: 'shop', static_configs: [{ targets: [target] }] }],
  };
  // JSON is YAML.
  await writeFile(config, JSON.stringify(scraping));
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--storage.tsdb.retention.time=2h',
    '--storage.tsdb.retention.size=64MB',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  const log = openSync(logFile(folder), 'a', 0o600);
  // It gets nothing of the environment, which may hold secrets.
  const kept = startKept('env', ['-i', `PATH=${path}`, 'GOMEMLIMIT=256MiB', program, ...flags], log);
  closeSync(log);
  return kept;
}

function logFile(folder: string): string {
  return join(folder, 'prometheus.log');
}

async function isReady(url: string, patience: number): Promise<boolean> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const ok = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return true;
    await sleep(100);
  }
  return false;
}
