import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { shopFolder } from './package-folder.ts';
import type { Place } from './place.ts';

const LISTEN_TIMEOUT = 15_000;
const STOP_TIMEOUT = 3_000;

/** One running service: where it listens, whether it still lives, and how to end it. */
export type ServiceProcess = {
  readonly pid: number;
  readonly port: number;
  readonly metricsPort: number;
  readonly isAlive: () => boolean;
  /** Asks the process to end and waits; after three seconds it is killed. A second call waits for the same end. */
  readonly stop: () => Promise<void>;
};

export type ServiceStart = {
  readonly place: Place;
  readonly version: string;
  readonly entry: string;
  readonly apiUrl: string;
};

/**
 * Starts one service and resolves once it listens on loopback. Rejects with the last lines it wrote when it ends first or stays silent
 * for 15 s. The process inherits nothing of the environment and ends by itself when this process is gone.
 */
export async function startServiceProcess(start: ServiceStart): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--import', preload, start.entry], {
    env: {
      NODE_ENV: 'production',
      PORT: '0',
      SHOP_SERVICE: start.place.service,
      SHOP_ENVIRONMENT: start.place.environment,
      SHOP_VERSION: start.version,
      API_URL: start.apiUrl,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const { port, metricsPort } = await portsOf(child);
    const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
    return { pid: child.pid ?? 0, port, metricsPort, isAlive, stop: () => stop(child, exited) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

const preload = pathToFileURL(join(shopFolder, 'service-preload.mjs')).href;

const Message = z.union([z.object({ listening: z.number() }), z.object({ metrics: z.number() })]);

function portsOf(child: ChildProcess): Promise<{ port: number; metricsPort: number }> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    let port: number | undefined;
    let metricsPort: number | undefined;
    const timer = setTimeout(() => reject(new Error('The service did not listen within 15 s.')), LISTEN_TIMEOUT);
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-600);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The service ended with code ${code ?? 'none'} before it listened. ${stderr.trim()}`.trim()));
    });
    child.on('message', (raw) => {
      const message = Message.parse(raw);
      if ('listening' in message) port = message.listening;
      else metricsPort = message.metrics;
      if (port === undefined || metricsPort === undefined) return;
      clearTimeout(timer);
      resolve({ port, metricsPort });
    });
  });
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
  await exited;
  clearTimeout(timer);
}
