import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { findProgram } from '../../bin/find-program.ts';
import { installPackage } from '../../bin/install-package.ts';

/** The Prometheus on the PATH, else one from the system's package manager where that needs no password, saying so. Throws what to do. */
async function providePrometheus(): Promise<string> {
  const path = process.env.PATH ?? '';
  const before = await findProgram('prometheus', path);
  if (before !== null) return before;
  const outcome = await installPackage(
    {
      missing: 'No Prometheus was found on the PATH.',
      advice: 'Install Prometheus',
      packages: { 'apt-get': ['prometheus'], dnf: ['prometheus'], apk: ['prometheus'], brew: ['prometheus'] },
    },
    { path, isRoot: process.getuid?.() === 0, say: console.log },
  );
  const after = await findProgram('prometheus', path);
  if (after !== null) return after;
  const why = outcome.kind === 'not_installed' ? `${outcome.why}. ${outcome.advice}` : 'none came with its package';
  throw new Error(`This test asks a real Prometheus, and ${why}.`);
}

/** A Prometheus that scrapes one address every second, on loopback and with nothing kept. Ends with the test. */
export async function startPrometheus(target: string): Promise<{ readonly url: string }> {
  const program = await providePrometheus();
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const port = await freePort();
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'shop', static_configs: [{ targets: [target] }] }],
  };
  // JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url };
    await sleep(100);
  }
  throw new Error('Prometheus did not become ready within 30 s.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
