import { checkPlaceholders } from '#domain/placeholders.ts';
import type { Project } from '#domain/project/project.ts';
import type { ConfigPath } from './config-problem.ts';
import type { Finding } from './describe-issue.ts';

/** Refuses unknown placeholders in the commands of the checks that a validation runs by name. They are of no environment. */
export function checkNamedChecks(
  at: ConfigPath,
  { checks, database }: Pick<Project, 'checks' | 'database'>,
): readonly Finding[] {
  const commands = [
    ...checks.map(({ command }, index) => ({ command, path: [...at, 'checks', index, 'command'] })),
    { command: database?.test ?? [], path: [...at, 'database', 'test'] },
  ];
  return commands.flatMap(({ command, path }) =>
    command.flatMap((argument, index): Finding[] => {
      const refused = checkPlaceholders(argument, ['version', 'previous', 'commit']);
      return refused === null ? [] : [{ path: [...path, index], at: 'value', message: refused.why }];
    }),
  );
}
