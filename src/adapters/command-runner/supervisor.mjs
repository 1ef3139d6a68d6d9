// @ts-check
/**
 * Runs one program in a process group of its own and outlives whoever asked for it. The whole request comes in FAIRLEAD_RUN, so nothing
 * has to be sent afterwards and a killed worker leaves either no supervisor or a complete one. It is JavaScript because it is started
 * as a file of its own, from the sources and from dist/ alike.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createBoundedOutput } from './bounded-output.mjs';
import { identityOf } from './process-identity.mjs';
import { renameDurably, writeDurably } from './write-durably.mjs';

/** Milliseconds between two signs of life, and between two looks for a wish to stop. */
const TICK = 500;
/** Milliseconds to wait for the last output when a process left in the background keeps it open. */
const DRAIN = 500;
const LONGEST_TIMER = 2_147_483_647;

/**
 * @typedef {{ key: string, machine: string, runs: string, name: string, argv: string[], folder: string,
 *   env: Record<string, string>, timeout: number, grace: number }} Request
 * @typedef {{ code: number, note: string | null }} Ending
 */

/** @type {Request} */
const request = JSON.parse(process.env.FAIRLEAD_RUN ?? 'null');
const started = performance.now();
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, () => {});

const home = claim();
if (home !== null) await supervise(home);
process.exit(0);

/**
 * Takes the run for this process alone: a folder that is complete before it gets the run's name, which only one can give it.
 * @returns {string | null} the run's folder, or null when another supervisor has it
 */
function claim() {
  const draft = join(request.runs, `.claim-${randomUUID()}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(join(draft, 'alive'), '');
  writeDurably(join(draft, 'run.json'), {
    key: request.key,
    machine: request.machine,
    startedAt: Date.now(),
    timeout: request.timeout,
    supervisor: identityOf(process.pid),
  });
  const folder = join(request.runs, request.name);
  try {
    renameDurably(draft, folder);
    return folder;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(folder)) return null;
    throw error;
  }
}

/** @param {string} folder */
async function supervise(folder) {
  const program = startProgram(folder);
  const cut = watch(folder);
  const first = await Promise.race([program.exited, cut]);
  if (typeof first === 'string' && program.pid !== undefined) await endGroup(program.pid);
  const { code, note } = await program.exited;
  await Promise.race([program.drained, delay(DRAIN)]);
  if (note !== null) program.output.write(Buffer.from(note));
  writeDurably(join(folder, 'exit.json'), {
    kind: first === 'timed_out' ? 'timed_out' : 'exited',
    code,
    took: Math.round(performance.now() - started),
    endedAt: Date.now(),
  });
}

/** @param {string} folder */
function startProgram(folder) {
  const output = createBoundedOutput(folder);
  const [file = '', ...args] = request.argv;
  const { folder: cwd, env } = request;
  const child = attempt(() => spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }));
  if (child instanceof Error) {
    const exited = Promise.resolve(notStarted(file, /** @type {NodeJS.ErrnoException} */ (child).code));
    return { pid: undefined, output, exited, drained: exited };
  }
  if (child.pid !== undefined) writeDurably(join(folder, 'program.json'), identityOf(child.pid) ?? { pid: child.pid });
  child.stdout.on('data', output.write);
  child.stderr.on('data', output.write);
  const drained = new Promise((resolve) => child.once('close', resolve));
  /** @type {Promise<Ending>} */
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code: code ?? codeOf(signal), note: null }));
    child.once('error', (error) => resolve(notStarted(file, /** @type {NodeJS.ErrnoException} */ (error).code)));
  });
  return { pid: child.pid, output, exited, drained };
}

/**
 * Some failures to start (arguments too long, for one) are thrown at once instead of being emitted.
 * @template T
 * @param {() => T} start
 * @returns {T | Error}
 */
function attempt(start) {
  try {
    return start();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** @param {NodeJS.Signals | null} signal */
function codeOf(signal) {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * The codes shells use: 127 for a program that is not there, 126 for one that cannot be run.
 * @param {string} file
 * @param {string | undefined} why
 * @returns {Ending}
 */
function notStarted(file, why) {
  if (why === 'ENOENT') return { code: 127, note: `The program ${file} was not found on this machine.\n` };
  return { code: 126, note: `The program ${file} could not be started: ${why ?? 'unknown reason'}.\n` };
}

/**
 * Shows that the run is alive, and answers when it has to be cut short.
 * @param {string} folder
 * @returns {Promise<'timed_out' | 'stopped'>}
 */
function watch(folder) {
  return new Promise((resolve) => {
    setTimeout(() => resolve('timed_out'), Math.min(request.timeout, LONGEST_TIMER));
    setInterval(() => {
      if (existsSync(join(folder, 'stop'))) resolve('stopped');
      try {
        utimesSync(join(folder, 'alive'), new Date(), new Date());
      } catch {}
    }, TICK);
  });
}

/**
 * Asks the whole process group to end, and ends it after the grace.
 * @param {number} group
 */
async function endGroup(group) {
  const patience = performance.now() + request.grace;
  for (
    let alive = signalGroup(group, 'SIGTERM');
    alive && performance.now() < patience;
    alive = signalGroup(group, 0)
  ) {
    await delay(50);
  }
  signalGroup(group, 'SIGKILL');
}

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
