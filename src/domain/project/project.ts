import { z } from 'zod';
import { ChangelogRules } from '../changelog/changelog-rules.ts';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';
import { LinkSettings } from '../links/link-settings.ts';
import { NotesConfig } from '../notes/notes-config.ts';
import { VersionFileEntry } from '../version-files/version-file-entry.ts';
import { Application } from './application.ts';
import { Database } from './database.ts';
import { CommandLine, DeployerConfig } from './deployer-config.ts';
import { Environment } from './environment.ts';
import { Forge } from './forge.ts';
import { HealthCheck } from './health-check.ts';
import { Hooks } from './hooks.ts';
import { AnalysisPolicy, MonitorConfig } from './monitor.ts';
import { NamedChecks } from './named-check.ts';
import { RelativePath } from './relative-path.ts';
import { RiskPolicy } from './risk-policy.ts';
import { RollbackPolicy } from './rollback-policy.ts';
import { Signing } from './signing.ts';
import { TagShape } from './tag-shape.ts';
import { Versioning } from './versioning.ts';

const Instances = z.number().int().min(1).max(10_000);

/** A thing that is deployed. `needs` names services that must be on the new version before it. */
export const Service = z.strictObject({
  path: RelativePath.optional().describe('Folder of the service in the repository.'),
  formerPaths: z
    .array(RelativePath)
    .optional()
    .describe('Folders the service used to have, so that older commits still count for it.'),
  formerNames: z.array(Name).optional().describe('Names the service used to have in the scopes of commits.'),
  needs: z.array(Name).default([]).describe('Services deployed and verified before this one.'),
  versionFiles: z.array(VersionFileEntry).default([]).describe('Files that hold this service’s version.'),
  changelog: RelativePath.optional().describe(
    'The service’s Keep a Changelog file, where it has a version of its own; CHANGELOG.md in its folder when left out.',
  ),
  tag: TagShape.optional().describe('Shape of the service’s tags, where it has a version of its own.'),
  deployer: DeployerConfig.describe('How the service is brought to a version.'),
  application: Application.optional().describe('What this service is for, where it differs from the project.'),
  strategy: Name.optional().describe(
    'How this service is brought to a version, where it differs from its environment.',
  ),
  instances: z
    .union([Instances, z.record(Name, Instances)])
    .optional()
    .describe(
      'How many instances the service has, or a number for each environment by name; for `batchSize` of a rolling update, where the deployer does not tell.',
    ),
  sameArtifact: z
    .boolean()
    .optional()
    .describe(
      'Whether every environment runs the very artifact that was verified in the one before, where the deployer can tell; true when left out. False for a service that is built for each environment.',
    ),
  analysis: AnalysisPolicy.optional().describe('How the service is judged by its metrics while it is rolled out.'),
  health: HealthCheck.optional().describe('How the service is asked whether it is well.'),
});
export type Service = z.infer<typeof Service>;

/** A repository (or several services in one) that is released together, as configured in `fairlead.yml`. */
export const Project = z.strictObject({
  repository: z
    .strictObject({
      url: z.string().min(1).describe('Address git can fetch from and push to.'),
      branch: z
        .string()
        .regex(/^[A-Za-z0-9](?!.*\.\.)[A-Za-z0-9._/-]*$/, 'expected a branch name such as main')
        .default('main')
        .describe('Branch releases are made from.'),
      forge: Forge.optional().describe('Where the forge release is published.'),
      links: LinkSettings.optional().describe('Where commits, pull requests and issues have their pages.'),
    })
    .describe('The repository and its forge.'),
  channel: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/, 'expected a Slack channel id such as C012AB3CD')
    .describe('Slack channel id of the release card.'),
  tag: TagShape.default('v{version}').describe('Shape of the release tags.'),
  versioning: Versioning.prefault({}).describe('Whether services share one version, and what counts before 1.0.0.'),
  changelog: RelativePath.default('CHANGELOG.md').describe('The Keep a Changelog file.'),
  changelogRules: ChangelogRules.prefault({}).describe('How commits are sorted into changelogs.'),
  versionFiles: z.array(VersionFileEntry).default([]).describe('Files that hold the version of the whole project.'),
  monitors: z.record(Name, MonitorConfig).default({}).describe('Where metrics are asked for, by name.'),
  migrations: z
    .array(z.string().min(1))
    .default([])
    .describe('Path patterns of database migrations, shown before a rollback.'),
  database: Database.optional().describe('How database migrations are run; without it they are only shown.'),
  hooks: Hooks.optional().describe('Commands beside the deployments: warming up, clearing caches.'),
  signing: Signing.optional().describe('Key that signs release tags; without it tags are annotated only.'),
  notes: NotesConfig.prefault({}).describe('How releases are told, and to whom.'),
  build: z.array(CommandLine).default([]).describe('Commands that build the release commit.'),
  test: z.array(CommandLine).default([]).describe('Commands that test the release commit.'),
  checks: NamedChecks.describe('Checks that `/release-validation` runs by name, beside those of the environments.'),
  commandTimeout: Duration.default(1_800_000).describe('Longest time one command may take.'),
  services: z.record(Name, Service).describe('The services, by name.'),
  environments: z.array(Environment).min(1).describe('Where services run, in the order a release goes through them.'),
  rollback: RollbackPolicy.prefault({}).describe('When and by whom a release is rolled back.'),
  rehearsal: z
    .strictObject({
      environments: z
        .array(Name)
        .optional()
        .describe('Environments in which a version may be rehearsed; all but the last when left out.'),
    })
    .prefault({})
    .describe('Where `/release rehearse` may go.'),
  application: Application.optional().describe('What the services are for; without it no strategy is recommended.'),
  risk: RiskPolicy.prefault({}).describe('What the risk of a release is reckoned with.'),
  managers: z.array(Name).default([]).describe('Roles that may cancel, retry and answer questions in any release.'),
  overrides: z
    .strictObject({
      breakingChange: z
        .array(Name)
        .default([])
        .describe('Roles that may release a breaking change as less than a major version.'),
    })
    .prefault({})
    .describe('Roles that may override a rule, with a reason.'),
});
export type Project = z.infer<typeof Project>;
