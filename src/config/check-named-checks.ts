import { checkPlaceholders } from '#domain/placeholders.ts';
import type { Project } from '#domain/project/project.ts';
import { checkNames } from '#domain/validation/choose-checks.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** Refuses unknown placeholders in the commands of checks, which are of no environment, and environments that demand checks nobody knows. */
export function checkNamedChecks(
  at: ConfigPath,
  { checks, database, environments }: Pick<Project, 'checks' | 'database' | 'environments'>,
): readonly Finding[] {
  const commands = [
    ...checks.map(({ command }, index) => ({ command, path: [...at, 'checks', index, 'command'] })),
    { command: database?.test ?? [], path: [...at, 'database', 'test'] },
  ];
  const placeholders = commands.flatMap(({ command, path }) =>
    command.flatMap((argument, index): Finding[] => {
      const refused = checkPlaceholders(argument, ['version', 'previous', 'commit']);
      return refused === null ? [] : [{ path: [...path, index], at: 'value', message: refused.why }];
    }),
  );
  const known = checkNames({ checks, environments });
  const demands = environments.flatMap(({ validation }, place) =>
    (validation?.checks ?? []).flatMap((name, index): Finding[] => {
      const path = [...at, 'environments', place, 'validation', 'checks', index];
      const message = `unknown check "${name}"; ${suggestion(name, known)}`;
      return known.includes(name) ? [] : [{ path, at: 'value', message }];
    }),
  );
  return [...placeholders, ...demands];
}
