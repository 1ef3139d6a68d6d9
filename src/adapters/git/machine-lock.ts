import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readlink, symlink, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS. */
const longestSocketPath = 100;

/**
 * Runs `work` while no other process on this machine holds the lock of this name in `folder`. The right dies with its holder at once:
 * it is a listening socket, and the kernel closes it whatever happens to the process.
 *
 * Holders are numbered: `<name>.<number>` is a link to the holder's socket, and making the link with the next number is what one of many
 * contenders succeeds in. The highest number is removed by nobody but a higher holder, so a dead link is never mistaken for a free lock.
 */
export async function withMachineLock<T>(folder: string, name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const holding = await listen(folder);
  try {
    await acquire(folder, name, holding.path);
    return await work();
  } finally {
    await holding.close();
  }
}

async function acquire(folder: string, name: string, path: string): Promise<void> {
  for (;;) {
    const highest = (await numbersOf(folder, name)).at(-1) ?? 0;
    if (highest > 0 && !(await isDead(await socketOf(folder, name, highest)))) continue;
    const mine = highest + 1;
    if (!(await linked(path, join(folder, `${name}.${mine}`)))) continue;
    const numbers = await numbersOf(folder, name);
    if (numbers.at(-1) !== mine) {
      // A later holder had cleared this number away before we took it.
      await removed(join(folder, `${name}.${mine}`));
      continue;
    }
    for (const older of numbers.slice(0, -1)) await removed(join(folder, `${name}.${older}`));
    return;
  }
}

async function listen(folder: string): Promise<{ readonly path: string; readonly close: () => Promise<void> }> {
  const file = `${process.pid}-${randomBytes(6).toString('hex')}.sock`;
  const near = join(folder, file);
  const path = Buffer.byteLength(near) <= longestSocketPath ? near : join(tmpdir(), `fairlead-${file}`);
  const waiting = new Set<Socket>();
  const server: Server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => waiting.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of waiting) socket.destroy();
    });
  return { path, close };
}

/** True when nobody listens at `path`. While somebody does, waits until they are gone and says false: look again. */
async function isDead(path: string | null): Promise<boolean> {
  if (path === null) return false;
  const code = await new Promise<string>((resolve) => {
    const socket = connect(path);
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('close', () => resolve('closed'));
    socket.resume();
  });
  if (code === 'ENOENT') return true;
  if (code === 'ECONNREFUSED') {
    await removed(path);
    return true;
  }
  if (code === 'closed' || code === 'ECONNRESET') return false;
  if (code !== 'EAGAIN') throw new Error(`The lock ${path} cannot be asked after: ${code}`);
  await setTimeout(50);
  return false;
}

async function numbersOf(folder: string, name: string): Promise<number[]> {
  const files = await readdir(folder);
  return files
    .flatMap((file) => (file.startsWith(`${name}.`) ? [Number(file.slice(name.length + 1))] : []))
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .sort((a, b) => a - b);
}

function socketOf(folder: string, name: string, number: number): Promise<string | null> {
  return readlink(join(folder, `${name}.${number}`)).catch(() => null);
}

async function linked(target: string, path: string): Promise<boolean> {
  try {
    await symlink(target, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removed(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}
