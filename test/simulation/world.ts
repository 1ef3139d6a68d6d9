import { digestOf } from '#domain/digest.ts';
import { type Digest, ReleaseId, Sha, type StepId } from '#domain/ids.ts';
import type { Migration, MigrationNature } from '#domain/migrations/migration.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { RolloutSettings } from '#domain/plan/rollout-settings.ts';
import type { Stage } from '#domain/plan/stage.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import type { decide } from '#domain/release/decide.ts';
import type { endingDue } from '#domain/release/ending-due.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import type { Counts } from './counts.ts';
import type { Random } from './random.ts';
import { randomProject } from './random-project.ts';
import { rehearsedBefore } from './rehearsed-before.ts';
import { drawTemperament, type Temperament } from './temperament.ts';
import { validationPlan } from './validation-plan.ts';
import type { InvariantName, Violation } from './violation.ts';

export type TimedBody = { readonly at: number; readonly body: ReleaseEvent };

/** One worker busy with one attempt of one step. */
export type Busy = { readonly step: string; readonly attempt: number };

/** What a dead worker had in hand: it may turn up much later. */
export type Ghost = { readonly subject: Subject; readonly attempt: number; readonly events: readonly ReleaseEvent[] };

/** One release of the simulation: its log, its fold, and who works on it. */
export type Subject = {
  readonly id: ReleaseId;
  log: TimedBody[];
  release: Release;
  readonly workers: Map<string, Busy>;
};

/** How a deployer ends a deployment in progress: not at all, when asked, by letting the next one take its place, or it may not. */
export const endings = ['never', 'asked', 'asked', 'replaced', 'refused'] as const;
export type Ending = (typeof endings)[number];

/** One deployment at the target, as it really is. */
export type Deployment = {
  readonly target: string;
  readonly version: string | null;
  readonly stage: Stage;
  readonly release: ReleaseId;
  readonly step: StepId;
  readonly attempt: number;
  /** Whether it has heard that it is to end. */
  isAsked: boolean;
  /** Whether the next deployment of the service takes its place. */
  isReplaceable: boolean;
  ended: 'success' | 'failure' | 'cancelled' | 'replaced' | null;
};

/** What of the engine is put to the test; a mutant brings its own. */
export type Rules = { readonly decide: typeof decide; readonly endingDue: typeof endingDue };

/** Everything outside the logs: the clock, what really runs, the remote's tags, whose deployment is in progress. */
export type World = {
  readonly random: Random;
  readonly temperament: Temperament;
  readonly rules: Rules;
  now: number;
  head: Sha;
  project: Project;
  configDigest: Digest;
  record: ProjectRecord;
  readonly subjects: Subject[];
  /** What runs, by `environment/service`. */
  readonly running: Map<string, string | null>;
  /** The share of the traffic a version on its way has, where it is not the one that runs. */
  readonly shares: Map<string, { readonly version: string | null; readonly percent: number }>;
  /** What stands on the side without traffic. */
  readonly idle: Map<string, string | null>;
  readonly sick: Set<string>;
  /** What a monitor says of a service, by `environment/service`; good where nothing is said. */
  readonly metrics: Map<string, 'bad' | 'missing'>;
  /** Deployments at the target by idempotency key, in the order they were sent; the target carries out those of one service in turn. */
  readonly deployments: Map<string, Deployment>;
  /** How the deployer of each service ends a deployment. */
  readonly endings: ReadonlyMap<string, Ending>;
  readonly tags: Map<string, { readonly sha: Sha; readonly release: ReleaseId | null }>;
  readonly ghosts: Ghost[];
  /** While true, things go wrong. */
  hasFaults: boolean;
  readonly observers: ((subject: Subject, event: ReleaseEvent, before: Release | null) => void)[];
  readonly violations: Violation[];
  readonly counts: Counts;
};

/** Writes down what a named check has found. */
export function report(world: World, invariant: InvariantName, message: string): void {
  world.violations.push({ invariant, message });
}

/** True with the given probability while things go wrong, never afterwards. */
export function goesWrong(world: World, rate: number): boolean {
  return world.hasFaults && world.random.chance(rate);
}

/** Appends to a release's log and folds; every invariant hears of it. */
export function append(world: World, subject: Subject, body: ReleaseEvent): void {
  const before = subject.release;
  subject.log.push({ at: world.now, body });
  const folded = foldRelease(before, body, world.now);
  if (folded !== null) subject.release = folded;
  for (const observe of world.observers) observe(subject, body, before);
}

/** Appends to the project's log. */
export function appendProject(world: World, event: ProjectEvent): void {
  world.record = foldProject(world.record, event, world.now);
}

/** A commit name made of a number. */
export function shaOf(number: number): Sha {
  return Sha.parse(number.toString(16).padStart(40, '0'));
}

export type PlanWish = {
  readonly version: string;
  readonly source: Sha;
  readonly revision: number;
  readonly leftOut: Sha | null;
  readonly intent: Plan['intent'];
  readonly baseline?: Plan['baseline'];
  readonly requestedAt: number;
};

/** A rehearsal goes to the environment before the last, a rollback to the last. */
function lastOf(intent: Plan['intent'], all: readonly string[]): readonly string[] {
  return intent === 'rehearsal' ? all.slice(-2, -1) : all.slice(-1);
}

/** Compiles the plan of a version from what runs now. Null when a guardrail refuses it. */
export function planOf(world: World, id: ReleaseId, wish: PlanWish): { plan: Plan; digest: Digest } | null {
  if (wish.intent === 'validation') return validationPlan(world, wish);
  const { project } = world;
  const services = Object.keys(project.services);
  const all = project.environments.map((one) => one.name);
  const settings = settingsOf(services.length, wish);
  const isDeployed = settings?.parts?.includes('deploy') !== false;
  const places = isDeployed ? all : [];
  const environments = wish.intent === 'release' ? places : lastOf(wish.intent, all);
  const facts: PlanFacts = {
    ...wish,
    release: id,
    projectName: 'shop',
    project,
    configDigest: world.configDigest,
    previous: '1.0.0',
    tag: `v${wish.version}`,
    since: shaOf(1),
    services,
    environments,
    strategy: null,
    settings,
    baseline: wish.baseline ?? baselineOf(world, environments, services),
    canRemove: () => true,
    stagesOf: () => ['share', 'instances', 'idle'],
    hasBaseline: () => true,
    migrations: migrationsOf(world, wish),
    commits: [],
    commitCount: 0,
    authors: ['author@example.com'],
    changelog: '',
    notes: '',
    overrides: [],
    isApproved: wish.intent === 'rollback',
  };
  const outcome = compilePlan({ ...facts, certificates: rehearsedBefore(facts) });
  return outcome.kind === 'plan' ? outcome : null;
}

const someSettings: readonly (RolloutSettings | null)[] = [
  ...[null, null, null, null, null],
  { approvalRequired: true },
  { parts: ['bump', 'build', 'deploy'] },
  { parts: ['bump', 'test', 'tag'], approvalRequired: true },
  { parts: ['build'] },
];

/** What a person asks for with a version: the same whenever it is planned. */
function settingsOf(services: number, { intent, version }: PlanWish): RolloutSettings | null {
  if (intent !== 'release') return null;
  return someSettings[(Number(version.split('.')[1]) * 5 + services * 7) % someSettings.length] ?? null;
}

const ranges: readonly (readonly MigrationNature[])[] = [
  [],
  ['reversible'],
  ['forward-only'],
  ['destructive'],
  ['reversible', 'destructive'],
];

/** What the range of a version holds: the same whenever it is planned. A rollback over something destructive would be refused. */
function migrationsOf({ project, subjects }: World, { intent, version }: PlanWish): readonly Migration[] {
  if (project.database === undefined) return [];
  const number = intent === 'rollback' ? subjects.length : Number(version.split('.')[1]);
  const natures = ranges[(number + Object.keys(project.services).length) % ranges.length] ?? [];
  const possible = natures.filter((nature) => intent !== 'rollback' || nature !== 'destructive');
  return possible.map((nature) => ({ path: `db/${nature}.sql`, nature }));
}

function baselineOf(world: World, environments: readonly string[], services: readonly string[]): Plan['baseline'] {
  return environments.flatMap((environment) =>
    services.map((service) => ({
      environment,
      service,
      version: world.running.get(`${environment}/${service}`) ?? null,
    })),
  );
}

/** A world in which version 1.0.0 runs everywhere and nothing is open. */
export function createWorld(random: Random, rules: Rules): World {
  const project = randomProject(random);
  const running = new Map<string, string | null>();
  for (const environment of project.environments) {
    for (const service of Object.keys(project.services)) running.set(`${environment.name}/${service}`, '1.0.0');
  }
  return {
    random,
    temperament: drawTemperament(random),
    rules,
    now: 1_700_000_000_000,
    head: shaOf(100),
    project,
    configDigest: digestOf('config'),
    record: emptyProject,
    subjects: [],
    running,
    shares: new Map(),
    idle: new Map(),
    sick: new Set(),
    metrics: new Map(),
    deployments: new Map(),
    endings: new Map(Object.keys(project.services).map((service) => [service, random.pick(endings)])),
    tags: new Map(),
    ghosts: [],
    hasFaults: true,
    observers: [],
    violations: [],
    counts: new Map(),
  };
}

/** Opens a release, a rehearsal or a validation of the head, or a rollback to 1.0.0, as the operations do. */
export function openSubject(world: World, asked: Plan['intent']): void {
  // Where there is one environment only, a rehearsal would be refused.
  const intent = asked === 'rehearsal' && world.project.environments.length === 1 ? 'release' : asked;
  const number = world.subjects.length + 1;
  const id = ReleaseId.parse(`rel-${number.toString(36).padStart(12, '0')}`);
  const version = intent === 'rollback' ? '1.0.0' : `1.${number}.0`;
  const wish = { version, source: world.head, revision: 1, leftOut: null, intent, requestedAt: world.now } as const;
  const made = planOf(world, id, wish);
  if (made === null) return;
  appendProject(world, { v: 1, type: 'release.opened', release: id, version, intent });
  const body: ReleaseEvent = {
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: { kind: 'slack', user: 'URITA' },
    channel: 'C0SIM',
    reason: null,
    plan: made.plan,
    digest: made.digest,
  };
  const release = foldRelease(null, body, world.now);
  if (release === null) return;
  const subject: Subject = { id, log: [{ at: world.now, body }], release, workers: new Map() };
  world.subjects.push(subject);
  for (const observe of world.observers) observe(subject, body, null);
}
