import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';

/** A Redis-compatible server program: its file, its own name and its version, at least `minimumRedisVersion`. */
export type RedisServer = {
  readonly file: string;
  readonly product: 'redis' | 'valkey';
  readonly version: string;
};

export type RedisSearch =
  | { readonly kind: 'found'; readonly server: RedisServer }
  | { readonly kind: 'too_old'; readonly file: string; readonly version: string }
  | { readonly kind: 'absent' };

/** The oldest server the queue and the log scripts are known to run on. */
export const minimumRedisVersion = '6.2';

const programs = [
  ['redis-server', 'redis'],
  ['valkey-server', 'valkey'],
] as const;

/** Looks for `redis-server`, then `valkey-server`, in the folders of `path` (a PATH), and asks each for its version. */
export async function findRedisServer(path: string): Promise<RedisSearch> {
  let tooOld: RedisSearch | null = null;
  for (const [program, product] of programs) {
    const file = await findProgram(program, path);
    const version = file === null ? null : await versionOf(file);
    if (file === null || version === null) continue;
    if (isRecent(version)) return { kind: 'found', server: { file, product, version } };
    tooOld ??= { kind: 'too_old', file, version };
  }
  return tooOld ?? { kind: 'absent' };
}

/** The first executable file called `name` in the folders of `path`, or null. */
export async function findProgram(name: string, path: string): Promise<string | null> {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, name);
    const isExecutable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return file;
  }
  return null;
}

async function versionOf(file: string): Promise<string | null> {
  const answer = await execa(file, ['--version'], { reject: false, stdin: 'ignore', timeout: 10_000 });
  return /\bv=(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1] ?? null;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = minimumRedisVersion.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
