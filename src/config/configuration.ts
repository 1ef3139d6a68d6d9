import { readFileSync, statSync } from 'node:fs';
import { digestOf } from '#domain/digest.ts';
import type { Project } from '#domain/project/project.ts';
import { ReleaseError } from '#errors.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { KnownNames } from './check-references.ts';
import type { FairleadFile } from './fairlead-file.ts';
import { configNotFound, type LoadedConfig, parseConfig } from './load-config.ts';

/** The configuration in force. It follows the file: no restart is needed after a change. */
export type LiveConfiguration = Configuration & {
  /** The file as it is now; as it last was in order while the file has a mistake. */
  current(): FairleadFile;
  /** The project's configuration, or null when there is none of this name. */
  project(name: string): Project | null;
  /** What is wrong with the file as it stands, or null. */
  problem(): ReleaseError | null;
  warnings(): LoadedConfig['warnings'];
};

export type ConfigurationOptions = KnownNames & {
  /** Told once for each change of the file that is not taken, and with null when the file is in order again. */
  readonly onProblem?: (problem: ReleaseError | null) => void;
};

/**
 * Reads the file at once, and throws if it has a mistake; afterwards reads it again whenever its time or size has changed. A project's
 * digest covers its part of the file, so a changed rule voids the approvals given before; who holds a role is not in it, for that is
 * asked again at every decision. The digest of an unknown project is refused with PROJECT_NOT_FOUND.
 */
export function createConfiguration(path: string, options: ConfigurationOptions): LiveConfiguration {
  let seen = stampOf(path);
  let loaded = read(path, options);
  let problem: ReleaseError | null = null;

  function refresh(): LoadedConfig {
    const stamp = stampOf(path);
    if (stamp === seen) return loaded;
    seen = stamp;
    const before = problem;
    try {
      loaded = read(path, options);
      problem = null;
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      problem = error;
    }
    if (problem !== null || before !== null) options.onProblem?.(problem);
    return loaded;
  }

  return {
    current: () => refresh().file,
    projects: () => refresh().file.projects,
    roles: () => refresh().file.roles,
    defaultProject: () => refresh().file.defaults.project ?? null,
    cliPerson(name) {
      const { identities } = refresh().file.cli;
      const identity = Object.hasOwn(identities, name) ? identities[name] : undefined;
      if (identity === undefined || identity.roles.length === 0) return null;
      return { roles: identity.roles, email: identity.email ?? null };
    },
    project: (name) => projectOf(refresh().file, name),
    digestOf(name) {
      const project = projectOf(refresh().file, name);
      if (project === null) throw projectNotFound(name);
      return digestOf(project);
    },
    problem() {
      refresh();
      return problem;
    },
    warnings: () => refresh().warnings,
  };
}

function projectOf(file: FairleadFile, name: string): Project | null {
  return Object.hasOwn(file.projects, name) ? (file.projects[name] ?? null) : null;
}

function read(path: string, known: KnownNames): LoadedConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw configNotFound(path, cause);
  }
  return parseConfig(path, text, known);
}

/** Modification time and size; a file that cannot be seen has the stamp `absent`. */
function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? 'absent' : `${stats.mtimeNs}-${stats.size}-${stats.ino}`;
}

function projectNotFound(name: string): ReleaseError {
  return new ReleaseError('PROJECT_NOT_FOUND', 'user', `There is no project "${name}" in the configuration.`);
}
