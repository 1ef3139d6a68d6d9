import { nearestWord } from '../nearest-word.ts';
import type { Project } from '../project/project.ts';

/** Checks that need no configuration, by the name they are asked for with. A configured check of the same name goes before. */
export const builtInChecks = ['migration-test', 'canary-analysis', 'health'] as const;
/** One of them. */
export type BuiltInCheck = (typeof builtInChecks)[number];

/** One check to be run. The same name may stand in several environments. */
export type ChosenCheck = { readonly name: string; readonly isBlocker: boolean } & (
  | { readonly kind: 'command'; readonly argv: readonly string[]; readonly environment: string | null }
  | { readonly kind: BuiltInCheck }
);

export type CheckChoice =
  | { readonly kind: 'chosen'; readonly checks: readonly ChosenCheck[] }
  | {
      readonly kind: 'unknown';
      readonly name: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    };

type Checked = Pick<Project, 'checks' | 'environments' | 'migrations' | 'database'>;

/**
 * The checks of these names, in the order they were asked for; null are all that are configured, with the test of migrations where the
 * project keeps migrations. Refuses the first name nobody knows, with the nearest.
 */
export function chooseChecks(project: Checked, names: readonly string[] | null): CheckChoice {
  const configured = configuredChecks(project);
  const known = checkNames(project);
  const asked = names === null ? usual(project, configured) : [...new Set(names)];
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) return { kind: 'unknown', name: unknown, nearest: nearestWord(unknown, known), known };
  return { kind: 'chosen', checks: asked.flatMap((name) => checksNamed(configured, name)) };
}

/** Every name a check can be asked for with: the configured ones, then those that need no configuration. */
export function checkNames(project: Pick<Project, 'checks' | 'environments'>): readonly string[] {
  return [...new Set([...configuredChecks(project).map(({ name }) => name), ...builtInChecks])];
}

function usual({ migrations, database }: Checked, configured: readonly ChosenCheck[]): readonly string[] {
  const hasMigrations = migrations.length > 0 || database !== undefined;
  const names = configured.map(({ name }) => name);
  return [...new Set(hasMigrations ? [...names, 'migration-test'] : names)];
}

function configuredChecks({ checks, environments }: Pick<Project, 'checks' | 'environments'>): readonly ChosenCheck[] {
  const own = checks.map(({ name, command, blocker }): ChosenCheck => {
    return { name, isBlocker: blocker, kind: 'command', argv: command, environment: null };
  });
  const placed = environments.flatMap((environment) =>
    environment.checks.map(({ name, command }): ChosenCheck => {
      return { name, isBlocker: true, kind: 'command', argv: command, environment: environment.name };
    }),
  );
  return [...own, ...placed];
}

function checksNamed(configured: readonly ChosenCheck[], name: string): readonly ChosenCheck[] {
  const found = configured.filter((check) => check.name === name);
  const builtIn = builtInChecks.find((each) => each === name);
  if (found.length > 0 || builtIn === undefined) return found;
  return [{ name, isBlocker: true, kind: builtIn }];
}
