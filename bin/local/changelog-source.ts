import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { usualRules } from '#domain/changelog/change-kinds.ts';
import { linksOf } from '#domain/links/links-of.ts';
import type { Project } from '#domain/project/project.ts';
import { usualInitialDevelopment } from '#domain/version/commit-rule.ts';
import type { ChangelogSource } from '#operations/changelog/changelog-source.ts';
import type { Forge } from '#ports/forge.ts';
import type { LocalWorld } from './local-world.ts';

/**
 * The repository of the folder as changelogs are made from it: what is checked out, with the addresses of its remote. Null before the first
 * commit. Without a configuration nothing is loaded that only a configuration needs.
 */
export async function localChangelogSource(world: LocalWorld, projectName: string): Promise<ChangelogSource | null> {
  const git = world.repository ?? createLocalRepository(world.folder);
  const [{ branch, sha }, address] = await Promise.all([git.head(), git.remoteAddress()]);
  if (sha === null) return null;
  const about = { git, head: { name: branch ?? 'HEAD', sha }, now: Date.now() };
  if (!world.isConfigured) {
    const links = linksOf(address);
    return {
      ...about,
      units: [],
      services: {},
      rules: usualRules,
      initial: usualInitialDevelopment,
      links,
      forge: null,
    };
  }
  const project = await world.project(projectName);
  const { sourceOf } = await import('#operations/changelog/changelog-source.ts');
  return sourceOf(project, { ...about, ...(address === null ? {} : { address }), forge: await localForge(project) });
}

/** The forge of the project, where a token for it is set. */
export async function localForge({ repository }: Project): Promise<Forge | null> {
  const { forge } = repository;
  if (forge === undefined || !process.env[forge.kind === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN']) return null;
  const [{ createForges }, { readEnvironment }] = await Promise.all([
    import('#adapters/forges.ts'),
    import('#config/environment-variables.ts'),
  ]);
  const { github, gitlab } = readEnvironment(process.env);
  return createForges({ github, gitlab }).of(forge);
}
