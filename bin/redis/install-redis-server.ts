import { execa } from 'execa';
import { findProgram } from './find-redis-server.ts';

type PackageManager = {
  readonly program: string;
  /** Homebrew refuses root; the others need it. */
  readonly needsRoot: boolean;
  readonly packages: readonly string[];
  readonly before: readonly (readonly string[])[];
  readonly install: readonly string[];
};

const packageManagers: readonly PackageManager[] = [
  {
    program: 'apt-get',
    needsRoot: true,
    packages: ['redis-server'],
    before: [['update', '-q']],
    install: ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'],
  },
  { program: 'dnf', needsRoot: true, packages: ['valkey', 'redis'], before: [], install: ['install', '-y', '-q'] },
  { program: 'apk', needsRoot: true, packages: ['redis', 'valkey'], before: [], install: ['add', '--no-cache', '-q'] },
  { program: 'brew', needsRoot: false, packages: ['redis'], before: [], install: ['install', '--quiet'] },
];

export type InstallOutcome =
  | { readonly kind: 'installed'; readonly command: string }
  /** `advice` is the command a person can give instead. */
  | { readonly kind: 'not_installed'; readonly why: string; readonly advice: string };

/**
 * Installs a Redis server with the system's package manager where that needs no password: as root with apt-get, dnf or apk, as
 * anybody else with Homebrew. Says the command before it runs. Several packages are tried in turn.
 */
export async function installRedisServer(machine: {
  readonly path: string;
  readonly isRoot: boolean;
  readonly say: (line: string) => void;
}): Promise<InstallOutcome> {
  const seen = await findPackageManager(machine);
  if (seen === null) {
    return {
      kind: 'not_installed',
      why: 'none of apt-get, dnf, apk and Homebrew is here',
      advice: 'Install redis-server or valkey-server',
    };
  }
  const { manager, file } = seen;
  if (manager.needsRoot && !machine.isRoot) {
    return {
      kind: 'not_installed',
      why: `${manager.program} asks for a password`,
      advice: `Run \`sudo ${manager.program} ${manager.install[0]} ${manager.packages[0]}\``,
    };
  }
  return install(manager, file, machine);
}

async function findPackageManager(machine: { path: string; isRoot: boolean }) {
  for (const manager of packageManagers) {
    const file = await findProgram(manager.program, machine.path);
    if (file !== null && (manager.needsRoot || !machine.isRoot)) return { manager, file };
  }
  return null;
}

async function install(
  manager: PackageManager,
  file: string,
  machine: { readonly path: string; readonly say: (line: string) => void },
): Promise<InstallOutcome> {
  const env = { PATH: machine.path, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' };
  const run = (args: readonly string[]) =>
    execa(file, args, { reject: false, stdin: 'ignore', env, timeout: 600_000, all: true });
  for (const args of manager.before) await run(args);
  let lastLine = '';
  for (const name of manager.packages) {
    const command = `${manager.program} ${manager.install[0]} ${name}`;
    machine.say(`No Redis server was found on the PATH. Installing one: ${command}`);
    const result = await run([...manager.install, name]);
    if (!result.failed) return { kind: 'installed', command };
    lastLine = result.all.trim().split('\n').at(-1) ?? '';
  }
  const advice = `Run \`${manager.program} ${manager.install[0]} ${manager.packages[0]}\` by hand to see why`;
  return { kind: 'not_installed', why: `${manager.program} could not install it (${lastLine})`, advice };
}
