import { checkPlaceholders } from '#domain/placeholders.ts';
import { placePlaceholders } from '#domain/project/ci-deployer-config.ts';
import type { CommandLine, DeployerConfig } from '#domain/project/deployer-config.ts';
import type { Environment } from '#domain/project/environment.ts';
import type { Project, Service } from '#domain/project/project.ts';
import type { VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { checkAnalyses } from './check-analysis.ts';
import { checkCiDeployer } from './check-ci-deployer.ts';
import { checkDatabase, checkHooks } from './check-database.ts';
import { checkGitlabEnvironments } from './check-gitlab-environments.ts';
import { checkHaproxySides } from './check-haproxy-sides.ts';
import { checkInstances } from './check-instances.ts';
import { checkNamedChecks } from './check-named-checks.ts';
import { checkNeeds } from './check-needs.ts';
import { checkRehearsal } from './check-rehearsal.ts';
import { checkRoles } from './check-roles.ts';
import { checkTriggers } from './check-triggers.ts';
import { checkVersioning } from './check-versioning.ts';
import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

/** What a configuration may name that only the rest of the program knows. */
export type KnownNames = {
  readonly strategies: readonly string[];
  /** Whether a path is a version file that can be read and bumped. */
  readonly isVersionFile: (path: string) => boolean;
  readonly versionFileNames: readonly string[];
};

/** Placeholders of a deployer's command lines. */
export const commandPlaceholders = ['version', 'previous', 'service', 'environment', 'commit', 'key'] as const;

/** Placeholders of a health address. */
export const healthPlaceholders = ['environment', 'service'] as const;

/** Everything in one project that is well formed and still cannot be: names of nothing, circles, doubles, unknown placeholders. */
export function checkReferences(
  name: string,
  project: Project,
  roles: readonly string[],
  known: KnownNames,
): readonly Finding[] {
  const at: ConfigPath = ['projects', name];
  return [
    ...checkRepository(at, project),
    ...checkVersionFiles([...at, 'versionFiles'], project.versionFiles, known),
    ...checkServices([...at, 'services'], project.services, known),
    ...checkEnvironments([...at, 'environments'], project.environments, known),
    ...checkInstances(at, project),
    ...checkRehearsal(at, project),
    ...checkRoles(at, project, roles),
    ...checkDatabase([...at, 'database'], project.database),
    ...checkHooks([...at, 'hooks'], project.hooks),
    ...checkNamedChecks(at, project),
    ...checkVersioning(at, project),
    ...checkAnalyses(at, project),
    ...checkTriggers(at, project),
  ];
}

function checkRepository(at: ConfigPath, project: Project): readonly Finding[] {
  const message = 'the address holds a password; take it out and give git a credential helper or an SSH key';
  return /^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(project.repository.url)
    ? [{ path: [...at, 'repository', 'url'], at: 'value', message }]
    : [];
}

function checkServices(
  at: ConfigPath,
  services: Readonly<Record<string, Service>>,
  known: KnownNames,
): readonly Finding[] {
  if (Object.keys(services).length === 0) return [{ path: at, at: 'value', message: 'expected at least one service' }];
  const each = Object.entries(services).flatMap(([name, service]) => [
    ...checkVersionFiles([...at, name, 'versionFiles'], service.versionFiles, known),
    ...checkDeployer([...at, name, 'deployer'], service.deployer),
    ...checkStrategy([...at, name, 'strategy'], service.strategy, known),
    ...checkHealthUrl([...at, name, 'health', 'url'], service.health?.url),
    ...checkHealthUrl([...at, name, 'health', 'nextUrl'], service.health?.nextUrl),
  ]);
  return [...each, ...checkGitlabEnvironments(at, services), ...checkNeeds(at, services)];
}

function checkVersionFiles(at: ConfigPath, files: readonly VersionFileEntry[], known: KnownNames): readonly Finding[] {
  return files.flatMap((file, index): Finding[] =>
    typeof file !== 'string' || known.isVersionFile(file)
      ? []
      : [
          {
            path: [...at, index],
            at: 'value',
            message: `no version can be written to "${file}"; expected a path that ends in ${known.versionFileNames.join(', ')}, or the keys path and one of yamlPath, pattern and marker`,
          },
        ],
  );
}

function checkDeployer(at: ConfigPath, deployer: DeployerConfig): readonly Finding[] {
  if (deployer.kind === 'github-actions')
    return [
      ...checkCiDeployer({ ...deployer, at: [...at, 'inputs'], told: deployer.inputs }),
      ...placeholderFinding([...at, 'environmentUrl'], deployer.environmentUrl ?? '', placePlaceholders),
    ];
  if (deployer.kind === 'spinnaker')
    return checkCiDeployer({ ...deployer, at: [...at, 'parameters'], told: deployer.parameters });
  if (deployer.kind === 'jenkins')
    return checkCiDeployer({ ...deployer, at: [...at, 'parameters'], told: deployer.parameters, isKeyAlone: true });
  if (deployer.kind === 'gitlab-ci') {
    const { environment = '', variables: told } = deployer;
    return [
      ...checkCiDeployer({ ...deployer, at: [...at, 'variables'], told }),
      ...placeholderFinding([...at, 'environment'], environment, placePlaceholders),
    ];
  }
  if (deployer.kind === 'haproxy')
    return [
      ...checkHaproxySides(at, deployer),
      ...(['blue', 'green'] as const).flatMap((side) =>
        checkDeployer([...at, side, 'deployer'], deployer[side].deployer),
      ),
    ];
  if (deployer.kind !== 'command') return [];
  return (['deploy', 'status', 'remove'] as const).flatMap((key) => checkCommand([...at, key], deployer[key] ?? null));
}

function checkCommand(at: ConfigPath, command: CommandLine | null): readonly Finding[] {
  return (command ?? []).flatMap((argument, index) =>
    placeholderFinding([...at, index], argument, commandPlaceholders),
  );
}

function checkHealthUrl(at: ConfigPath, url: string | undefined): readonly Finding[] {
  if (url === undefined) return [];
  const unknown = placeholderFinding(at, url, healthPlaceholders);
  if (unknown.length > 0) return unknown;
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isAddress ? [] : [{ path: at, at: 'value', message: 'expected an http or https address' }];
}

function placeholderFinding(path: ConfigPath, template: string, known: readonly string[]): readonly Finding[] {
  const refused = checkPlaceholders(template, known);
  return refused === null ? [] : [{ path, at: 'value', message: refused.why }];
}

function checkStrategy(at: ConfigPath, strategy: string | undefined, { strategies }: KnownNames): readonly Finding[] {
  if (strategy === undefined || strategies.includes(strategy)) return [];
  return [{ path: at, at: 'value', message: `unknown strategy "${strategy}"; ${suggestion(strategy, strategies)}` }];
}

function checkEnvironments(
  at: ConfigPath,
  environments: readonly Environment[],
  known: KnownNames,
): readonly Finding[] {
  return environments.flatMap((environment, index): Finding[] => {
    const isSecond = environments.findIndex(({ name }) => name === environment.name) < index;
    return [
      ...(isSecond
        ? [
            {
              path: [...at, index, 'name'],
              at: 'value' as const,
              message: `a second environment is called "${environment.name}"`,
            },
          ]
        : []),
      ...checkStrategy([...at, index, 'strategy'], environment.strategy, known),
    ];
  });
}
