import { type Json, StepId } from '../ids.ts';
import { fillPlaceholders } from '../placeholders.ts';
import type { ApprovalRule, Environment } from '../project/environment.ts';
import type { HealthCheck } from '../project/health-check.ts';
import type { PlannedAnalysis } from '../project/monitor.ts';
import { rehearsalCheck } from '../rehearsal/demanded-rehearsal.ts';
import { isAtLeast, riskLevels } from '../risk/risk.ts';
import { compileRollout } from '../strategies/compile-rollout.ts';
import type { ServiceMove, StagePolicy, Strategy, StrategyTarget } from '../strategies/strategy.ts';
import { validationCheck } from '../validation/demanded-validation.ts';
import { baselineOf } from './baseline-of.ts';
import { verificationOf } from './check-promotion.ts';
import type { CompiledEnvironment } from './check-steps.ts';
import { claimLimit } from './claim-limit.ts';
import { commitParams } from './commit-params.ts';
import { afterDeploy, withWarmUps } from './hook-steps.ts';
import { instancesOf } from './instances-of.ts';
import { closingSteps, expandSteps } from './migration-steps.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import { healthTrigger, plannedTriggers, rollbackRoles } from './planned-triggers.ts';
import type { Step } from './step.ts';

/** Checks, the approval gate, the claim on the services, then what the strategy makes of it: one environment of a release. */
export function environmentSteps(
  facts: PlanFacts,
  environment: Environment,
  strategyOf: (service: string) => Strategy,
  ordered: readonly string[],
  after: readonly StepId[],
): CompiledEnvironment {
  const entry = entrySteps(facts, environment, after);
  const needs = behind(entry, after);
  const claim = claimStep(facts, environment, ordered, needs);
  const expansion = expandSteps(facts, environment, [claim.id]);
  const target = targetOf(facts, environment, ordered, behind(expansion, [claim.id]));
  const strategy = [...new Set(ordered.map((service) => strategyOf(service).name))].join(', ');
  const all = [...entry, claim, ...expansion, ...withWarmUps(facts, environment, compileRollout(target, strategyOf))];
  const deployed = [...all, ...afterDeploy(facts, environment, all)];
  return {
    environment: environment.name,
    strategy,
    after: [...needs, claim.id, ...expansion.map((step) => step.id)],
    wave: target.wave,
    steps: [...deployed, ...closingSteps(facts, environment, deployed)],
  };
}

/** What must have passed before the services are claimed: checks, a validation, people, a rehearsal, one behind the other. */
function entrySteps(facts: PlanFacts, environment: Environment, after: readonly StepId[]): readonly Step[] {
  const checks = facts.intent === 'rollback' ? [] : environment.checks;
  const makers: readonly ((needs: readonly StepId[]) => Step | null)[] = [
    ...checks.map((check) => (needs: readonly StepId[]) => checkStep(facts, environment, check, needs)),
    (needs) => validationCheck(facts, environment, needs),
    (needs) => approvalStep(facts, environment, needs),
    (needs) => rehearsalCheck(facts, environment, needs),
  ];
  const steps: Step[] = [];
  for (const make of makers) {
    const step = make(behind(steps, after));
    if (step !== null) steps.push(step);
  }
  return steps;
}

/** What stands behind a row of steps waits for: the last of them, or what the row itself waits for when it is empty. */
function behind(steps: readonly Step[], otherwise: readonly StepId[]): readonly StepId[] {
  const last = steps.at(-1);
  return last === undefined ? otherwise : [last.id];
}

/** What the strategies are given to make steps of. */
function targetOf(
  facts: PlanFacts,
  environment: Environment,
  ordered: readonly string[],
  after: readonly StepId[],
): StrategyTarget {
  const health = healthTrigger(facts.project);
  return {
    project: facts.projectName,
    environment: environment.name,
    moves: ordered.map((service) => serviceMove(facts, environment.name, service)),
    waitBetween: environment.waitBetween,
    healthFailures: health.failures,
    // What is only told is for what goes out: a rehearsal proves nothing by it, and a rollback has nothing behind it.
    ...(health.mode === 'announce' && facts.intent === 'release' ? { healthMode: health.mode } : {}),
    after,
    stages: stagePolicy(facts, environment),
    // The way back goes one by one: what is undone in a hurry is watched the closer.
    wave: facts.intent === 'rollback' ? 1 : waveOf(environment, ordered.length),
    needsOf: (service: string) => facts.project.services[service]?.needs ?? [],
  };
}

/** How many services may be moved at once: the configured share of them, never all, and always one. */
function waveOf({ wave }: Environment, services: number): number {
  return Math.max(1, Math.min(services - 1, Math.floor((services * wave) / 100)));
}

function stagePolicy(facts: PlanFacts, environment: Environment): StagePolicy {
  const { canary, rolling, blueGreen, approvals } = environment;
  const approving = approvals.flatMap((rule) => rule.roles);
  const named = [canary.roles, approving, facts.project.managers].find((roles) => roles.length > 0) ?? [];
  const rules = [{ roles: [...new Set(named)], count: 1 }];
  return {
    batches: rolling.batches,
    ...(rolling.batchSize === undefined ? {} : { batchSize: rolling.batchSize }),
    ramp: canary.steps,
    ...(canary.baseline === true ? { baseline: true } : {}),
    bake: canary.bake,
    settle: facts.intent === 'rollback' ? 0 : environment.bake,
    promotion: canary.promotion === 'automatic' ? null : { rules, expires: environment.approvalExpires },
    promoters: [...new Set(named)],
    // A rehearsal goes back while the old side is there, as a rollback would.
    keep: facts.intent === 'rehearsal' ? null : blueGreen.keep,
  };
}

/** The move a plan makes with one service: from what the baseline says to the plan's version. */
export function serviceMove(facts: PlanFacts, environment: string, service: string): ServiceMove {
  const config = facts.project.services[service];
  if (config === undefined) throw new TypeError(`The plan names the service ${service}, which is not configured.`);
  const from = baselineOf(facts, environment, service)?.version ?? null;
  const health = config.health === undefined ? null : filledHealth(config.health, environment, service);
  const instances = instancesOf(facts, environment, service);
  return {
    service,
    from,
    to: facts.version,
    ...(instances === null ? {} : { instances }),
    ...ticketFor(facts, environment, service),
    deployer: config.deployer,
    health,
    analysis: plannedAnalysis(facts, service),
    triggers: facts.intent === 'rollback' ? [] : plannedTriggers(facts.project, service),
  };
}

/** The verification of the service in the environment before this one, where one artifact goes through all of them. */
function ticketFor(facts: PlanFacts, environment: string, service: string): Pick<ServiceMove, 'verifiedBy'> {
  const names = facts.project.environments.map(({ name }) => name);
  const before = names.slice(0, names.indexOf(environment)).findLast((name) => facts.environments.includes(name));
  const isOne = facts.project.services[service]?.sameArtifact !== false;
  if (facts.intent === 'rollback' || before === undefined || !isOne) return {};
  return { verifiedBy: verificationOf(before, service) };
}

function plannedAnalysis({ project }: PlanFacts, service: string): PlannedAnalysis | null {
  const policy = project.services[service]?.analysis;
  const monitor = policy === undefined ? undefined : project.monitors[policy.monitor];
  return policy === undefined || monitor === undefined ? null : { ...policy, monitor };
}

/** A health check as it is asked in one environment: its placeholders filled in. */
export function filledHealth(health: HealthCheck, environment: string, service: string): HealthCheck {
  const fill = (url: string): string => {
    const filled = fillPlaceholders(url, { environment, service });
    return filled.kind === 'filled' ? filled.text : url;
  };
  const { url, nextUrl, ...rest } = health;
  return { ...rest, url: fill(url), ...(nextUrl === undefined ? {} : { nextUrl: fill(nextUrl) }) };
}

function checkStep(
  facts: PlanFacts,
  environment: Environment,
  check: { name: string; command: string[] },
  needs: readonly StepId[],
): Step {
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/check/${check.name}`),
    kind: 'run-command',
    title: `Check ${check.name} before ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: {
      ...commitParams(facts),
      argv: [...check.command],
      timeout: facts.project.commandTimeout,
    },
  };
}

/** Everything an environment asks of people before this is deployed there. */
export function rulesFor(facts: PlanFacts, environment: Environment): readonly ApprovalRule[] {
  return [...approvalRules(facts, environment), ...rulesAtRisk(facts, environment)];
}

/** A rollback needs one yes of anybody who could have said yes, or of a rollback role; its requester may bring one along. */
function approvalRules(facts: PlanFacts, environment: Environment): ApprovalRule[] {
  if (facts.intent !== 'rollback') return environment.approvals;
  const roles = [...new Set([...rollbackRoles(facts.project), ...environment.approvals.flatMap((rule) => rule.roles)])];
  return facts.isApproved || roles.length === 0 ? [] : [{ roles, count: 1 }];
}

/** What the policy demands on top from the level of the release's risk on. */
function rulesAtRisk({ intent, risk }: PlanFacts, { approvalsAtRisk }: Environment): ApprovalRule[] {
  if (intent === 'rollback' || risk == null) return [];
  return riskLevels.flatMap((level) => (isAtLeast(risk.level, level) ? (approvalsAtRisk[level] ?? []) : []));
}

/** The gate of an environment; null where it asks nobody. */
function approvalStep(facts: PlanFacts, environment: Environment, needs: readonly StepId[]): Step | null {
  const rules = rulesFor(facts, environment);
  if (rules.length === 0) return null;
  const more = rulesAtRisk(facts, environment);
  const roles = [...new Set(more.flatMap((rule) => rule.roles))];
  const { risk } = facts;
  const atRisk = risk == null || more.length === 0 ? {} : { atRisk: { score: risk.score, level: risk.level, roles } };
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/approval`),
    kind: 'approval',
    title: `Approval for ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: atRisk,
    gate: {
      kind: 'approval',
      rules: [...rules],
      selfApproval: environment.selfApproval,
      authorApproval: environment.authorApproval,
      expires: environment.approvalExpires,
    },
  };
}

function claimStep(
  facts: PlanFacts,
  environment: Environment,
  services: readonly string[],
  needs: readonly StepId[],
): Step {
  const expected: Json = facts.baseline
    .filter((entry) => entry.environment === environment.name && services.includes(entry.service))
    .map(({ service, version }) => ({
      service,
      version,
      deployer: (facts.project.services[service]?.deployer ?? null) as Json,
    }));
  const limit = claimLimit(facts, environment.name);
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/claim`),
    kind: 'claim-services',
    title: `Claim ${services.join(', ')} in ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: {
      project: facts.projectName,
      release: facts.release,
      environment: environment.name,
      services: [...services] as Json,
      ...(limit === null ? {} : { breaker: limit }),
      expected,
      since: facts.requestedAt,
    },
  };
}
