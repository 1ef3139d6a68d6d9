import { digestOf } from '../digest.ts';
import { type Digest, type Json, type Sha, StepId } from '../ids.ts';
import type { Migration } from '../migrations/migration.ts';
import { filledHealth } from '../plan/environment-steps.ts';
import { plainStep } from '../plan/plain-step.ts';
import type { Plan, PlannedCommit } from '../plan/plan.ts';
import { plannedRollback } from '../plan/planned-rollback.ts';
import type { Step } from '../plan/step.ts';
import type { Project } from '../project/project.ts';
import { type ProjectRecord, runningVersion } from '../project-log/project-record.ts';
import type { ChosenCheck } from './choose-checks.ts';
import { checkedMigrations, migrationFaults } from './migration-findings.ts';

/** What a validation is made of: the version, the commit it is, and what is known of both. */
export type ValidationFacts = {
  readonly projectName: string;
  readonly project: Project;
  readonly configDigest: Digest;
  readonly version: string;
  /** The service or group whose version it is; null where the version is the project's. */
  readonly unit: string | null;
  readonly services: readonly string[];
  readonly previous: string | null;
  readonly tag: string;
  /** The commit that was, or would be, proposed as this version. */
  readonly source: Sha;
  readonly since: Sha | null;
  /** How the checks come to the commit they run in, as the parameters of a release commit. */
  readonly checkout: Readonly<Record<string, Json>>;
  readonly commits: readonly PlannedCommit[];
  readonly migrations: readonly Migration[];
  readonly checks: readonly ChosenCheck[];
  /** How many blockers there may be. */
  readonly allowed: number;
  readonly record: ProjectRecord;
};

/**
 * The plan of a validation: a step for each check, one after the other in one checkout, and the verdict. Nothing is deployed, claimed or
 * published, so there is nothing to approve and nothing to take back. Pure.
 */
export function compileValidation(facts: ValidationFacts): { readonly plan: Plan; readonly digest: Digest } {
  const steps: Step[] = [];
  for (const check of facts.checks) steps.push(checkStep(facts, check, steps.at(-1)?.id ?? null));
  steps.push(verdictStep(facts, steps));
  const { project } = facts;
  const plan: Plan = {
    intent: 'validation',
    revision: 1,
    project: facts.projectName,
    version: facts.version,
    ...(facts.unit === null ? {} : { unit: facts.unit }),
    previous: facts.previous,
    tag: facts.tag,
    branch: project.repository.branch,
    source: facts.source,
    since: facts.since,
    leftOut: null,
    services: [...facts.services],
    environments: [],
    baseline: [],
    commits: facts.commits.slice(0, 200),
    commitCount: facts.commits.length,
    authors: [],
    changelog: '',
    notes: '',
    ...(facts.migrations.length === 0 ? {} : { migrations: facts.migrations.slice(0, 200) }),
    overrides: [],
    configDigest: facts.configDigest,
    rollback: plannedRollback('validation', project),
    managers: project.managers,
    steps,
    rollbackSteps: [],
  };
  return { plan, digest: digestOf(plan) };
}

function checkStep(facts: ValidationFacts, check: ChosenCheck, after: StepId | null): Step {
  const environment = check.kind === 'command' ? check.environment : null;
  const place = environment === null ? '' : `${environment}/`;
  return {
    ...plainStep,
    id: StepId.parse(`check/${place}${check.name}`),
    kind: 'validate',
    title: `Check ${check.name}${environment === null ? '' : ` of ${environment}`}`,
    environment,
    needs: after === null ? [] : [after],
    params: { check: check.name, isBlocker: check.isBlocker, what: whatOf(facts, check) },
  };
}

function whatOf(facts: ValidationFacts, check: ChosenCheck): Json {
  const { project } = facts;
  switch (check.kind) {
    case 'command':
      return { kind: 'command', run: runOf(facts, check.argv) };
    case 'migration-test': {
      const migrations = checkedMigrations(project, facts.migrations);
      const test = project.database?.test;
      return {
        kind: 'migration-test',
        isRun: project.database !== undefined,
        migrations: migrations.slice(0, 50),
        faults: migrationFaults(project, migrations),
        run: test === undefined || migrations.length === 0 ? null : runOf(facts, test),
      } as Json;
    }
    case 'canary-analysis':
      return { kind: 'canary-analysis', project: facts.projectName, version: facts.version, unit: facts.unit };
    case 'health':
      return { kind: 'health', tries: project.rollback.healthFailures, targets: healthTargets(facts) };
  }
}

function runOf({ project, checkout }: ValidationFacts, argv: readonly string[]): Json {
  return { ...checkout, argv: [...argv], timeout: project.commandTimeout };
}

/** The health checks of the services that run this version, wherever they do. */
function healthTargets({ project, record, services, version }: ValidationFacts): Json {
  return project.environments.flatMap(({ name: environment }) =>
    services.flatMap((service): Json[] => {
      const health = project.services[service]?.health;
      if (health === undefined || runningVersion(record, environment, service) !== version) return [];
      return [{ environment, service, health: filledHealth(health, environment, service) as Json }];
    }),
  );
}

function verdictStep({ allowed, version }: ValidationFacts, checks: readonly Step[]): Step {
  return {
    ...plainStep,
    id: StepId.parse('verdict'),
    kind: 'verdict',
    title: `Say whether ${version} is ready`,
    needs: checks.map(({ id }) => id),
    params: { allowed },
  };
}
