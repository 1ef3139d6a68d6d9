import { checkPlaceholders } from '#domain/placeholders.ts';
import type { Database } from '#domain/project/database.ts';
import type { CommandLine } from '#domain/project/deployer-config.ts';
import type { Hooks } from '#domain/project/hooks.ts';
import type { ConfigPath } from './config-problem.ts';
import type { Finding } from './describe-issue.ts';

/** Placeholders of the commands that back up and migrate a database. */
const databasePlaceholders = ['version', 'previous', 'environment', 'commit', 'key', 'phase'] as const;

/** Refuses unknown placeholders, and migrations that are called reversible where no command undoes them. */
export function checkDatabase(at: ConfigPath, database: Database | undefined): readonly Finding[] {
  if (database === undefined) return [];
  return [...checkCommands(at, database), ...checkReverse(at, database)];
}

/** Refuses unknown placeholders in the commands beside the deployments; only a warm-up is about one service. */
export function checkHooks(at: ConfigPath, hooks: Hooks | undefined): readonly Finding[] {
  const known = ['version', 'previous', 'environment', 'commit', 'key'];
  return [
    ...checkCommand([...at, 'beforeSwitch'], hooks?.beforeSwitch, [...known, 'service']),
    ...checkCommand([...at, 'afterDeploy'], hooks?.afterDeploy, known),
  ];
}

function checkCommands(at: ConfigPath, database: Database): readonly Finding[] {
  return (['backup', 'migrate', 'migrateBack'] as const).flatMap((key) =>
    checkCommand([...at, key], database[key], databasePlaceholders),
  );
}

function checkCommand(at: ConfigPath, command: CommandLine | undefined, known: readonly string[]): readonly Finding[] {
  return (command ?? []).flatMap((argument, index): Finding[] => {
    const refused = checkPlaceholders(argument, known);
    return refused === null ? [] : [{ path: [...at, index], at: 'value', message: refused.why }];
  });
}

function checkReverse(at: ConfigPath, { nature, paths, migrateBack }: Database): readonly Finding[] {
  if (migrateBack !== undefined) return [];
  const message =
    'reversible migrations need a migrateBack command that undoes them; add one, or call them forward-only';
  if (nature === 'reversible') return [{ path: [...at, 'nature'], at: 'value', message }];
  return paths.reversible.length === 0 ? [] : [{ path: [...at, 'paths', 'reversible'], at: 'value', message }];
}
