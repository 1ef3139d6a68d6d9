import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { CommandContext } from '#domain/commands/command-context.ts';
import type { Project } from '#domain/project/project.ts';
import type { LocalRepository } from '#ports/git.ts';

/** Where a command of the command line works: the folder it was typed in, with its configuration or, without one, the usual ways. */
export type LocalWorld = {
  readonly folder: string;
  readonly context: CommandContext;
  /** Whether there is a configuration; without one the usual ways hold. */
  readonly isConfigured: boolean;
  /** The repository, where somebody has begun to ask it already. */
  readonly repository?: LocalRepository;
  /** The configuration of a project that the context names. */
  project(name: string): Promise<Project>;
};

/**
 * Reads what the folder says. With a fairlead.yml (or the file of FAIRLEAD_CONFIG) its projects are known; without one the folder is a
 * project of its own, called as the folder. Throws CONFIG_INVALID when the file has a mistake.
 */
export async function openLocalWorld(folder: string, variables: NodeJS.ProcessEnv): Promise<LocalWorld> {
  const configFile = resolve(folder, variables.FAIRLEAD_CONFIG ?? 'fairlead.yml');
  const context = { strategies: [], channel: null, canOpenForms: false };
  if (variables.FAIRLEAD_CONFIG === undefined && !existsSync(configFile)) {
    const known = { name: nameOf(folder), channel: '', services: [], environments: [] };
    const world = { ...context, projects: [known], defaultProject: null };
    return { folder, context: world, isConfigured: false, project: () => usualProject(folder) };
  }
  const [{ createConfiguration }, { knownNames }, { contextOf }] = await Promise.all([
    import('#config/configuration.ts'),
    import('#config/known-names.ts'),
    import('#domain/commands/context-of.ts'),
  ]);
  const configuration = createConfiguration(configFile, knownNames);
  return {
    folder,
    context: contextOf(configuration, { channel: null, canOpenForms: false }),
    isConfigured: true,
    project: async (name) => configuration.project(name) ?? usualProject(folder),
  };
}

/** A project as it is without a word of configuration. */
async function usualProject(folder: string): Promise<Project> {
  const { Project } = await import('#domain/project/project.ts');
  return Project.parse({
    repository: { url: folder },
    channel: 'C00',
    services: {},
    environments: [{ name: 'production' }],
  });
}

function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 63);
  return name === '' ? 'project' : name;
}
