// @ts-check
/**
 * One side of a backend for tests: `side-program.mjs <folder> deploy <version> <port>...` starts a process for each port, `status` prints the
 * version, `remove` ends them. They end at once when told to, with whatever request they are at. A version with `sick` in it is never healthy.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [folder = '', verb = '', version = '', ...ports] = process.argv.slice(2);
const file = join(folder, 'side.json');

/** @returns {{ version: string, pids: number[] } | null} */
function running() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function end() {
  for (const pid of running()?.pids ?? []) {
    try {
      process.kill(pid, 'SIGTERM');
      for (;;) {
        process.kill(pid, 0);
        await delay(10);
      }
    } catch {
      // It has ended.
    }
  }
  rmSync(file, { force: true });
}

/** @param {string} port */
async function listens(port) {
  for (;;) {
    const socket = connect(Number(port), '127.0.0.1');
    const isOn = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOn) return;
    await delay(20);
  }
}

if (verb === 'serve') {
  createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/health' && version.includes('sick')) response.statusCode = 503;
    await delay(Number(searchParams.get('takes') ?? 5));
    response.end(version);
  }).listen(Number(ports[0]), '127.0.0.1');
} else if (verb === 'status') {
  process.stdout.write(`${running()?.version ?? ''}\n`);
} else {
  await end();
  if (verb === 'deploy') {
    mkdirSync(folder, { recursive: true });
    const self = fileURLToPath(import.meta.url);
    const children = ports.map((port) =>
      spawn(process.execPath, [self, folder, 'serve', version, port], { detached: true, stdio: 'ignore' }),
    );
    writeFileSync(file, JSON.stringify({ version, pids: children.map(({ pid }) => pid) }));
    for (const child of children) child.unref();
    await Promise.all(ports.map(listens));
  }
}
