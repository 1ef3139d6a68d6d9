import { readFile } from 'node:fs/promises';
import { Project } from '#domain/project/project.ts';
import { ReleaseError } from '#errors.ts';
import { checkReferences, type KnownNames } from './check-references.ts';
import { thinRoles } from './check-roles.ts';
import { type ConfigPath, type ConfigProblem, configurationError, formatPath } from './config-problem.ts';
import { describeIssue, type Finding, suggestion } from './describe-issue.ts';
import { FairleadFile } from './fairlead-file.ts';
import { valueAt } from './schema-at.ts';
import { type PlaceFinder, readYaml } from './yaml-source.ts';

export type LoadedConfig = {
  readonly file: FairleadFile;
  /** What will not work as it stands and is still allowed, such as a role nobody holds. */
  readonly warnings: readonly ConfigProblem[];
};

/** Reads and checks a configuration file. Throws CONFIG_NOT_FOUND, or CONFIG_INVALID with every problem at once. */
export async function loadConfig(path: string, known: KnownNames): Promise<LoadedConfig> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw configNotFound(path, cause);
  });
  return parseConfig(path, text, known);
}

/** The error for a file that is not there or may not be read. */
export function configNotFound(path: string, cause: unknown): ReleaseError {
  return new ReleaseError(
    'CONFIG_NOT_FOUND',
    'fatal',
    `The configuration file ${path} cannot be read. Create it, or point FAIRLEAD_CONFIG at the right one.`,
    { cause },
  );
}

/** Checks the text of a configuration file; `name` is what problems call the file. Throws CONFIG_INVALID with every problem at once. */
export function parseConfig(name: string, text: string, known: KnownNames): LoadedConfig {
  const source = readYaml(name, text);
  if (source.kind === 'broken') throw configurationError(source.problems);
  const { data, placeOf } = source;
  const parsed = FairleadFile.safeParse(data ?? {});
  const findings = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => describeIssue(issue, FairleadFile, data ?? {})),
    ...crossFindings(data, known),
  ];
  if (findings.length > 0 || parsed.data === undefined) throw configurationError(placed(name, findings, placeOf));
  return { file: parsed.data, warnings: placed(name, warningsOf(parsed.data), placeOf) };
}

/** Cross-checks each project that is well formed in itself, even when another part of the file is not: all problems at once. */
function crossFindings(data: unknown, known: KnownNames): readonly Finding[] {
  const projects = namesIn(data, 'projects');
  const roles = namesIn(data, 'roles');
  const perProject = projects.flatMap((name) => {
    const project = Project.safeParse(valueAt(data, ['projects', name]));
    return project.success ? checkReferences(name, project.data, roles, known) : [];
  });
  return [...perProject, ...defaultProject(data, projects), ...identityRoles(data, roles)];
}

function identityRoles(data: unknown, roles: readonly string[]): readonly Finding[] {
  return Object.keys(recordAt(data, ['cli', 'identities'])).flatMap((name) => {
    const path = ['cli', 'identities', name, 'roles'];
    const named = valueAt(data, path);
    return (Array.isArray(named) ? named : []).flatMap((role: unknown, index): Finding[] =>
      typeof role !== 'string' || roles.includes(role)
        ? []
        : [{ path: [...path, index], at: 'value', message: `unknown role "${role}"; ${suggestion(role, roles)}` }],
    );
  });
}

function defaultProject(data: unknown, projects: readonly string[]): readonly Finding[] {
  const path = ['defaults', 'project'];
  const named = valueAt(data, path);
  const isMissing = valueAt(data, ['projects']) !== undefined && projects.length === 0;
  const none: Finding[] = isMissing
    ? [{ path: ['projects'], at: 'value', message: 'expected at least one project' }]
    : [];
  if (typeof named !== 'string' || projects.includes(named)) return none;
  return [...none, { path, at: 'value', message: `unknown project "${named}"; ${suggestion(named, projects)}` }];
}

function warningsOf(file: FairleadFile): readonly Finding[] {
  const roles = Object.entries(file.projects).flatMap(([name, project]) =>
    thinRoles(['projects', name], project, file.roles),
  );
  const identities = Object.entries(file.cli.identities)
    .filter(([, identity]) => identity.osUsers.length === 0 && identity.tokenSha256 === undefined)
    .map(
      ([name]): Finding => ({
        path: ['cli', 'identities', name],
        at: 'key',
        message: 'admits nobody; give it osUsers or tokenSha256',
      }),
    );
  return [...roles, ...identities];
}

function namesIn(data: unknown, key: string): readonly string[] {
  return Object.keys(recordAt(data, [key]));
}

function recordAt(data: unknown, path: ConfigPath): object {
  const value = valueAt(data, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function placed(file: string, findings: readonly Finding[], placeOf: PlaceFinder): readonly ConfigProblem[] {
  return findings
    .map(({ path, at, message }) => ({ file, ...placeOf(path, at), path: formatPath(path), message }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
}
