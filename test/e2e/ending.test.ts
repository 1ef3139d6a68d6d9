import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Newcomer, startNewcomer } from './support/newcomer.ts';

const list = promisify(execFile);

/** The processes of this newcomer's world: all that were started by it, however deep, with their command lines. */
async function descendants(root: number): Promise<ReadonlyMap<number, string>> {
  const { stdout } = await list('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
  const found = new Map<number, string>();
  const parents = new Set([root]);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [, pid, parent, args = ''] of rows) {
      if (!parents.has(Number(parent))) continue;
      parents.add(Number(pid));
      found.set(Number(pid), args);
    }
  }
  return found;
}

function living(pids: ReadonlyMap<number, string>): readonly string[] {
  return [...pids].filter(([pid]) => isAlive(pid)).map(([, args]) => args);
}

/** A shell that kept a program may end a moment after it. */
function nothingLives(pids: ReadonlyMap<number, string>): Promise<void> {
  return vi.waitFor(() => expect(living(pids)).toEqual([]), { timeout: 30_000, interval: 100 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function startedWorld(): Promise<{ newcomer: Newcomer; world: ReadonlyMap<number, string> }> {
  const newcomer = await startNewcomer();
  onTestFinished(() => newcomer.stop());
  const world = await descendants(newcomer.pid);
  const names = [...world.values()];
  for (const part of [/redis-server|valkey-server/, /fairlead\.js sandbox/, /services\/api\/server\.mjs/])
    expect(names.some((args) => part.test(args))).toBe(true);
  return { newcomer, world };
}

describe('fairlead start', { timeout: 180_000 }, () => {
  it.each([
    ['Ctrl+C in the terminal', 'SIGINT', 'terminal'],
    ['SIGTERM', 'SIGTERM', 'process'],
  ] as const)('leaves no process and no file behind after %s', async (_what, signal, to) => {
    const { newcomer, world } = await startedWorld();
    newcomer.signal(signal, to);
    expect(await newcomer.ended()).toBe(0);
    await nothingLives(world);
    expect(await newcomer.leftovers()).toEqual([]);
    expect(newcomer.lines.at(-1)).toBe('Ending: waiting for what is running.');
  });

  it('leaves no process behind when it is killed', async () => {
    const { newcomer, world } = await startedWorld();
    newcomer.signal('SIGKILL', 'process');
    expect(await newcomer.ended()).toBeNull();
    await nothingLives(world);
  });
});
