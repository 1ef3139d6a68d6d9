import { execa } from 'execa';
import { findProgram } from './find-program.ts';

type Manager = 'apt-get' | 'dnf' | 'apk' | 'brew';

type PackageManager = {
  readonly program: Manager;
  /** Homebrew refuses root; the others need it. */
  readonly needsRoot: boolean;
  readonly before: readonly (readonly string[])[];
  readonly install: readonly string[];
};

const packageManagers: readonly PackageManager[] = [
  {
    program: 'apt-get',
    needsRoot: true,
    before: [['update', '-q']],
    install: ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'],
  },
  { program: 'dnf', needsRoot: true, before: [], install: ['install', '-y', '-q'] },
  { program: 'apk', needsRoot: true, before: [], install: ['add', '--no-cache', '-q'] },
  { program: 'brew', needsRoot: false, before: [], install: ['install', '--quiet'] },
];

/** What is wanted from the package manager. */
export type Wanted = {
  /** Said before the command: "No Redis server was found on the PATH." */
  readonly missing: string;
  /** What a person without any of the package managers has to do. */
  readonly advice: string;
  /** For each package manager the packages to install, by preference: the next entry is tried when the one before fails. */
  readonly packages: Readonly<Record<Manager, readonly [string, ...string[]]>>;
};

export type Machine = {
  /** The PATH on which package managers are looked for. */
  readonly path: string;
  readonly isRoot: boolean;
  readonly say: (line: string) => void;
};

export type InstallOutcome =
  | { readonly kind: 'installed'; readonly command: string }
  /** `advice` is the command a person can give instead. */
  | { readonly kind: 'not_installed'; readonly why: string; readonly advice: string };

/**
 * Installs a package with the system's package manager where that needs no password: as root with apt-get, dnf or apk, as anybody else
 * with Homebrew. Says the command before it runs. A package that is already there counts as installed.
 */
export async function installPackage(wanted: Wanted, machine: Machine): Promise<InstallOutcome> {
  const seen = await findPackageManager(machine);
  if (seen === null)
    return {
      kind: 'not_installed',
      why: 'none of apt-get, dnf, apk and Homebrew is here',
      advice: wanted.advice,
    };
  const { manager } = seen;
  if (manager.needsRoot && !machine.isRoot)
    return {
      kind: 'not_installed',
      why: `${manager.program} asks for a password`,
      advice: `Run \`sudo ${commandOf(manager, wanted.packages[manager.program][0])}\``,
    };
  return install(wanted, seen, machine);
}

async function findPackageManager(machine: Machine) {
  for (const manager of packageManagers) {
    const file = await findProgram(manager.program, machine.path);
    if (file !== null && (manager.needsRoot || !machine.isRoot)) return { manager, file };
  }
  return null;
}

async function install(
  wanted: Wanted,
  { manager, file }: { readonly manager: PackageManager; readonly file: string },
  machine: Machine,
): Promise<InstallOutcome> {
  const env = { PATH: machine.path, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' };
  const run = (args: readonly string[]) =>
    execa(file, args, { reject: false, stdin: 'ignore', env, timeout: 600_000, all: true });
  for (const args of manager.before) await run(args);
  const names = wanted.packages[manager.program];
  let lastLine = '';
  for (const name of names) {
    const command = commandOf(manager, name);
    machine.say(`${wanted.missing} Installing one: ${command}`);
    const result = await run([...manager.install, name]);
    if (!result.failed) return { kind: 'installed', command };
    lastLine = result.all.trim().split('\n').at(-1) ?? '';
  }
  return {
    kind: 'not_installed',
    why: `${manager.program} could not install it (${lastLine})`,
    advice: `Run \`${commandOf(manager, names[0])}\` by hand to see why`,
  };
}

function commandOf(manager: PackageManager, name: string): string {
  return `${manager.program} ${manager.install[0]} ${name}`;
}
