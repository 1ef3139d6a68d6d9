import type { Project } from '../project/project.ts';
import { strategies } from '../strategies/index.ts';
import { checkNames } from '../validation/choose-checks.ts';
import { releaseUnits } from '../version/release-unit.ts';
import type { CommandContext } from './command-context.ts';

type Configured = {
  projects(): Readonly<Record<string, Project>>;
  defaultProject(): string | null;
};

/** What a line is read against, by the configuration of this moment. */
export function contextOf(
  configured: Configured,
  at: Pick<CommandContext, 'channel' | 'canOpenForms'>,
): CommandContext {
  const projects = Object.entries(configured.projects()).map(([name, project]) => ({
    name,
    channel: project.channel,
    services: Object.keys(project.services),
    tags: releaseUnits(project).map((unit) => unit.tag),
    environments: project.environments.map((environment) => environment.name),
    checks: checkNames(project),
  }));
  return { ...at, projects, defaultProject: configured.defaultProject(), strategies: Object.keys(strategies) };
}
