import { z } from 'zod';
import type { Deployer } from '#ports/deployer.ts';
import type { PipelineContext } from './start-pipeline.ts';

const Access = z.object({ access_level: z.number() }).nullish();
const Project = z.object({
  archived: z.boolean().optional(),
  permissions: z.object({ project_access: Access, group_access: Access }).optional(),
  ci_pipeline_variables_minimum_override_role: z.string().optional(),
  environments_access_level: z.string().optional(),
});

const roles: Readonly<Record<string, number>> = {
  developer: 30,
  maintainer: 40,
  owner: 50,
  no_one_allowed: Number.POSITIVE_INFINITY,
};

/**
 * Asks, without an effect, whether the token may run pipelines of the project and set their variables, and whether the project has environments
 * where their deployments are written.
 */
export async function checkProject({ client, config, path }: PipelineContext): ReturnType<Deployer['check']> {
  const project = await client.get(path, Project);
  if (project.archived === true) return { ok: false, why: `${config.project} is archived, so no pipeline runs there.` };
  if (config.deployments && project.environments_access_level === 'disabled') {
    const why = `${config.project} has environments switched off. Switch them on in its settings, or set deployments: false.`;
    return { ok: false, why };
  }
  const { permissions } = project;
  const role = project.ci_pipeline_variables_minimum_override_role;
  if (role === 'no_one_allowed') {
    const why = `${config.project} lets no one set pipeline variables. Allow a role to, in its CI/CD settings.`;
    return { ok: false, why };
  }
  const needed = roles[role ?? 'developer'] ?? 30;
  const levels = [permissions?.project_access?.access_level, permissions?.group_access?.access_level];
  if (permissions === undefined || Math.max(0, ...levels.map((level) => level ?? 0)) >= needed) return { ok: true };
  const why = `The token may read ${config.project}, but not run a pipeline with variables. Give its user the role ${role ?? 'developer'} or higher.`;
  return { ok: false, why };
}
