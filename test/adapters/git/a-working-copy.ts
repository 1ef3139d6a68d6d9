import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { aFolder, aRemote, type Remote } from './a-remote.ts';

/** Somebody's clone of a remote, with an identity and a configuration of their own. */
export type Clone = {
  readonly folder: string;
  readonly remote: Remote;
  git(...args: string[]): string;
  write(path: string, text: string): void;
  read(path: string): string;
};

/** Clones a new remote (`README.md`, `package.json`, `services/api/VERSION`) for Mira, whose home is empty but for what `config` says. */
export function aClone(config: Readonly<Record<string, string>> = {}): Clone {
  const remote = aRemote();
  remote.git('tag', 'v1.4.2', 'main');
  const home = aFolder();
  const folder = join(aFolder(), 'shop');
  const settings = { 'user.name': 'Mira', 'user.email': 'mira@shop.example', ...config };
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', join(home, 'none'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const run = (at: string, args: readonly string[]) =>
    execFileSync('git', args, { cwd: at, env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' }, stdio: 'pipe' })
      .toString()
      .trimEnd();
  for (const [name, value] of Object.entries(settings)) run(home, ['config', '--global', name, value]);
  run(home, ['clone', '--quiet', remote.url, folder]);
  return {
    folder,
    remote,
    git: (...args) => run(folder, args),
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
  };
}
