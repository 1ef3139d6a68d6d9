import { digestOf } from '../digest.ts';
import type { Digest, StepId } from '../ids.ts';
import { migrationRefusal } from '../migrations/judge-migrations.ts';
import type { Environment } from '../project/environment.ts';
import { plannedOtherwise } from '../recommendation/planned-otherwise.ts';
import { demandedRehearsal } from '../rehearsal/demanded-rehearsal.ts';
import { rehearsalSteps } from '../rehearsal/rehearsal-steps.ts';
import { immediate } from '../strategies/immediate.ts';
import { strategies } from '../strategies/index.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { batchRefusal } from './batch-refusal.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkPromotion } from './check-promotion.ts';
import { type CompiledEnvironment, checkSteps } from './check-steps.ts';
import { environmentSteps } from './environment-steps.ts';
import { lastOf } from './last-of.ts';
import type { Baseline, Plan } from './plan.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import { plannedRollback } from './planned-rollback.ts';
import { prepareSteps, publishSteps } from './prepare-steps.ts';
import { releaseApproval } from './release-approval.ts';
import { rollbackSteps } from './rollback-steps.ts';
import type { RolloutSettings } from './rollout-settings.ts';
import { scopeOf } from './scope.ts';
import { serviceOrder } from './service-order.ts';
import { partsOf, partsRefusal } from './settle-parts.ts';
import type { Step } from './step.ts';

export type PlanOutcome =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly digest: Digest }
  | { readonly kind: 'refused'; readonly refusal: PlanRefusal };

/**
 * Makes the plan and its rollback plan from facts, or says which guardrail forbids it. Pure: equal facts give an equal digest.
 */
export function compilePlan(facts: PlanFacts): PlanOutcome {
  const scope = scopeOf(facts);
  if (scope.kind === 'refused') return scope;
  const needsOf = (service: string): readonly string[] => facts.project.services[service]?.needs ?? [];
  const order = serviceOrder(facts.services, needsOf);
  if (order.kind === 'circle') return refused({ code: 'dependency_circle', services: order.services });
  const noWayBack = firstWithoutWayBack(facts);
  if (noWayBack !== null) return refused({ code: 'no_rollback', ...noWayBack });
  const unmoved = facts.intent === 'rehearsal' ? firstUnmoved(facts) : undefined;
  if (unmoved !== undefined) return refused({ code: 'rehearses_nothing', ...unmoved });

  const forbidden = partsRefusal(facts) ?? migrationRefusal(facts, scope.environments);
  if (forbidden !== null) return refused(forbidden);

  // A rollback takes services down in the opposite order: who needs another is moved before it.
  const ordered = facts.intent === 'rollback' ? [...order.services].reverse() : order.services;
  const steps: Step[] = facts.intent === 'rollback' ? [] : [...prepareSteps(facts)];
  const approval = releaseApproval(facts, lastOf(steps));
  if (approval !== null && 'code' in approval) return refused(approval);
  if (approval !== null) steps.push(approval);
  for (const environment of scope.environments) {
    const compiled = compileEnvironment(facts, environment, ordered, lastOf(steps));
    if ('code' in compiled) return refused(compiled);
    const broken = checkSteps(compiled, facts.intent === 'rollback' ? () => [] : needsOf) ?? checkMigrations(compiled);
    if (broken !== null) return refused(broken);
    steps.push(...compiled.steps);
  }
  const places = scope.environments.map(({ name }) => name);
  const unticketed = facts.intent === 'rollback' ? null : checkPromotion(steps, places, ordered);
  if (unticketed !== null) return refused(unticketed);
  // What goes no further than staging is not out: it is neither tagged nor published.
  const furthest = scope.environments.at(-1)?.name;
  const isWhole = furthest === undefined || furthest === facts.project.environments.at(-1)?.name;
  if (facts.intent === 'release' && isWhole) steps.push(...publishSteps(facts, lastOf(steps)));
  const made = assemble(facts, ordered, steps);
  const rehearsal = demandedRehearsal(facts, made, scope.environments);
  if ('code' in rehearsal) return refused(rehearsal);
  const plan = { ...made, ...rehearsal, ...rehearsed(facts, steps, scope.environments) };
  return { kind: 'plan', plan, digest: digestOf(plan) };
}

/** For a rehearsal: the way back as a part of the plan. */
function rehearsed(facts: PlanFacts, forward: readonly Step[], [place]: readonly Environment[]): Partial<Plan> {
  if (facts.intent !== 'rehearsal' || place === undefined) return {};
  const named = facts.services.map((service) => [service, strategyFor(facts, place, service)] as const);
  const at = { project: facts.projectName, environment: place.name, strategies: Object.fromEntries(named) };
  return { steps: [...rehearsalSteps(forward, at)] };
}

function compileEnvironment(
  facts: PlanFacts,
  environment: Environment,
  ordered: readonly string[],
  after: readonly StepId[],
): CompiledEnvironment | PlanRefusal {
  const chosen = new Map<string, Strategy>();
  for (const service of ordered) {
    const name = strategyFor(facts, environment, service);
    const strategy = strategyNamed(name);
    if (strategy === null) return { code: 'unknown_strategy', strategy: name, known: Object.keys(strategies) };
    const missing = strategy.requires.find((stage) => facts.stagesOf?.(service).includes(stage) !== true);
    if (missing !== undefined)
      return { code: 'stage_unsupported', environment: environment.name, service, strategy: name, stage: missing };
    const unbatched = strategy.requires.includes('instances') ? batchRefusal(facts, environment, service) : null;
    if (unbatched !== null) return unbatched;
    const isCompared = environment.canary.baseline === true && strategy.requires.includes('share');
    if (isCompared && facts.hasBaseline?.(service) !== true)
      return { code: 'baseline_unsupported', environment: environment.name, service };
    chosen.set(service, strategy);
  }
  return environmentSteps(facts, environment, (service) => chosen.get(service) ?? immediate, ordered, after);
}

/** What the person chose, else what the service or its environment is configured with. The way back is always the shortest. */
function strategyFor(facts: PlanFacts, environment: Environment, service: string): string {
  const name = facts.strategy ?? facts.project.services[service]?.strategy ?? environment.strategy;
  const isStaged = (strategyNamed(name)?.requires.length ?? 0) > 0;
  return facts.intent === 'rollback' && isStaged ? immediate.name : name;
}

/** Own properties only: a strategy called `constructor` is no better known than another. */
function strategyNamed(name: string): Strategy | null {
  return Object.hasOwn(strategies, name) ? (strategies[name] ?? null) : null;
}

function firstWithoutWayBack(facts: PlanFacts): { environment: string; service: string } | null {
  for (const { environment, service, version } of facts.baseline) {
    if (version === null && facts.services.includes(service) && !facts.canRemove(service))
      return { environment, service };
  }
  return null;
}

/** A service that runs the version already would go nowhere, and its way back would be none. */
function firstUnmoved({ baseline, services, version }: PlanFacts): Baseline | undefined {
  return baseline.find((one) => one.version === version && services.includes(one.service));
}

/** The services whose way to the last environment is another than recommended. */
function otherwise(facts: PlanFacts): Pick<Plan, 'plannedOtherwise'> {
  const last = facts.project.environments.at(-1);
  if (last === undefined || !facts.environments.includes(last.name)) return {};
  const found = plannedOtherwise(facts, (service) => strategyFor(facts, last, service));
  return found.length === 0 ? {} : { plannedOtherwise: [...found] };
}

/** What was asked for, with the parts that are needed for those that were named. */
function settled(facts: PlanFacts, settings: RolloutSettings): RolloutSettings {
  return settings.parts === undefined ? settings : { ...settings, parts: [...partsOf(facts)] };
}

function refused(refusal: PlanRefusal): PlanOutcome {
  return { kind: 'refused', refusal };
}

function assemble(facts: PlanFacts, services: readonly string[], steps: readonly Step[]): Plan {
  return {
    intent: facts.intent,
    revision: facts.revision,
    project: facts.projectName,
    version: facts.version,
    ...(facts.unit == null ? {} : { unit: facts.unit }),
    ...(facts.isHotfix === true ? { hotfix: true as const } : {}),
    previous: facts.previous,
    tag: facts.tag,
    branch: facts.project.repository.branch,
    source: facts.source,
    since: facts.since,
    leftOut: facts.leftOut,
    ...(facts.tagged == null ? {} : { tagged: facts.tagged }),
    services: [...services],
    environments: [...facts.environments],
    ...(facts.strategy === null ? {} : { strategy: facts.strategy }),
    ...(facts.settings == null ? {} : { settings: settled(facts, facts.settings) }),
    baseline: [...facts.baseline],
    commits: facts.commits.slice(0, 200),
    commitCount: facts.commitCount,
    authors: [...facts.authors],
    changelog: facts.changelog,
    notes: facts.notes,
    ...(facts.notesFor === undefined ? {} : { notesFor: facts.notesFor }),
    ...(facts.notesForge === undefined ? {} : { notesForge: facts.notesForge }),
    ...((facts.migrations ?? []).length === 0 ? {} : { migrations: (facts.migrations ?? []).slice(0, 200) }),
    overrides: [...facts.overrides],
    ...((facts.neighbours ?? []).length === 0 ? {} : { neighbours: [...(facts.neighbours ?? [])] }),
    ...(facts.risk == null ? {} : { risk: facts.risk }),
    ...otherwise(facts),
    configDigest: facts.configDigest,
    rollback: plannedRollback(facts.intent, facts.project),
    managers: facts.project.managers,
    steps: [...steps],
    rollbackSteps: [...rollbackSteps(steps)],
  };
}
