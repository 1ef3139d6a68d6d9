import { execa } from 'execa';
import { findProgram } from '../find-program.ts';

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

async function versionOf(file: string): Promise<string | null> {
  const answer = await execa(file, ['--version'], { reject: false, stdin: 'ignore', timeout: 10_000 });
  return /\bv=(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1] ?? null;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = minimumRedisVersion.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
