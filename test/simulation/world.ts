import { digestOf } from '#domain/digest.ts';
import { Digest, ReleaseId, Sha } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { Project } from '#domain/project/project.ts';
import type { ProjectEvent } from '#domain/project-log/project-event.ts';
import { emptyProject, foldProject, type ProjectRecord } from '#domain/project-log/project-record.ts';
import type { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import type { Random } from './random.ts';

export type TimedBody = { readonly at: number; readonly body: ReleaseEvent };

/** One worker busy with one step: it may finish, die, or come back when its lease is long gone. */
export type Busy = {
  readonly release: ReleaseId;
  readonly step: string;
  readonly attempt: number;
  alive: boolean;
  actedAt: number | null;
};

/** One release of the simulation: its log, its fold, and what the world knows of it. */
export type Subject = {
  readonly id: ReleaseId;
  log: TimedBody[];
  release: Release;
  readonly workers: Map<string, Busy>;
};

/** Everything outside the logs: the clock, what really runs, the remote's tags, whose deployment is in progress. */
export type World = {
  readonly random: Random;
  readonly decide: typeof decide;
  now: number;
  head: Sha;
  project: Project;
  record: ProjectRecord;
  readonly subjects: Subject[];
  /** What runs, by `environment/service`. */
  readonly running: Map<string, string | null>;
  readonly sick: Set<string>;
  /** Deployments at the target by idempotency key: the version each one brings, and how it ended. */
  readonly deployments: Map<
    string,
    { readonly target: string; readonly version: string | null; ended: 'success' | 'failure' | null }
  >;
  readonly tags: Map<string, { readonly sha: Sha; readonly release: ReleaseId }>;
  /** While true, things go wrong. */
  hasFaults: boolean;
  readonly observers: ((subject: Subject, event: ReleaseEvent, before: Release | null) => void)[];
};

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

/** A project of up to four services with random needs and one to three environments with random policies. */
export function randomProject(random: Random): Project {
  const names = ['api', 'billing', 'frontend', 'worker'].slice(0, random.int(1, 4));
  const services = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        needs: names.slice(0, index).filter(() => random.chance(0.5)),
        deployer: { kind: 'http', url: 'http://deployer.example' },
        ...(random.chance(0.8)
          ? { health: { url: 'http://health.example', count: 2, interval: '1s', timeout: '1s' } }
          : {}),
      },
    ]),
  );
  const environments = ['development', 'staging', 'production'].slice(random.int(0, 2)).map((name, index, all) => ({
    name,
    strategy: random.pick(['sequential', 'immediate']),
    waitBetween: random.pick(['0s', '5s', '60s']),
    approvals: index === all.length - 1 || random.chance(0.2) ? randomRules(random) : [],
    selfApproval: random.chance(0.1),
    authorApproval: random.chance(0.3),
    approvalExpires: random.pick(['1m', '10m', '24h']),
  }));
  return Project.parse({
    repository: { url: 'file:///remote' },
    channel: 'C0SIM',
    build: [['build']],
    services,
    environments,
    rollback: { automatic: random.chance(0.9), countdown: random.pick(['0s', '10s', '30s']), roles: ['commander'] },
    managers: ['manager'],
  });
}

function randomRules(random: Random): { roles: string[]; count: number }[] {
  const rules = [{ roles: ['lead'], count: random.int(1, 2) }];
  return random.chance(0.4) ? [...rules, { roles: ['quality', 'lead'], count: 1 }] : rules;
}

/** A commit name made of a number. */
export function shaOf(number: number): Sha {
  return Sha.parse(number.toString(16).padStart(40, '0'));
}

/** Compiles the plan of a version from what runs now. Null when a guardrail refuses it. */
export function planOf(
  world: World,
  id: ReleaseId,
  request: {
    readonly version: string;
    readonly source: Sha;
    readonly revision: number;
    readonly leftOut: Sha | null;
    readonly intent: 'release' | 'rollback';
    readonly baseline?: Plan['baseline'];
    readonly requestedAt: number;
  },
): { plan: Plan; digest: Digest } | null {
  const { project } = world;
  const services = Object.keys(project.services);
  const environments =
    request.intent === 'release'
      ? project.environments.map((one) => one.name)
      : [project.environments.at(-1)?.name ?? ''];
  const baseline =
    request.baseline ??
    environments.flatMap((environment) =>
      services.map((service) => ({
        environment,
        service,
        version: world.running.get(`${environment}/${service}`) ?? null,
      })),
    );
  const outcome = compilePlan({
    release: id,
    intent: request.intent,
    projectName: 'shop',
    project,
    configDigest: digestOf('config'),
    revision: request.revision,
    version: request.version,
    previous: '1.0.0',
    tag: `v${request.version}`,
    source: request.source,
    since: shaOf(1),
    leftOut: request.leftOut,
    requestedAt: request.requestedAt,
    services,
    environments,
    strategy: null,
    baseline,
    canRemove: () => true,
    commits: [],
    commitCount: 0,
    authors: ['author@example.com'],
    changelog: '',
    notes: '',
    overrides: [],
    isApproved: request.intent === 'rollback',
  });
  return outcome.kind === 'plan' ? { plan: outcome.plan, digest: Digest.parse(outcome.digest) } : null;
}

/** A world in which version 1.0.0 runs everywhere and nothing is open. */
export function createWorld(random: Random, decideNext: typeof decide): World {
  const project = randomProject(random);
  const running = new Map<string, string | null>();
  for (const environment of project.environments) {
    for (const service of Object.keys(project.services)) running.set(`${environment.name}/${service}`, '1.0.0');
  }
  return {
    random,
    decide: decideNext,
    now: 1_700_000_000_000,
    head: shaOf(100),
    project,
    record: emptyProject,
    subjects: [],
    running,
    sick: new Set(),
    deployments: new Map(),
    tags: new Map(),
    hasFaults: true,
    observers: [],
  };
}

/** Opens a release of the head, as `propose` does. */
export function openSubject(world: World, number: number, intent: 'release' | 'rollback'): Subject | null {
  const id = ReleaseId.parse(`rel-${number.toString(36).padStart(12, '0')}`);
  const version = intent === 'release' ? `1.${number}.0` : '1.0.0';
  const made = planOf(world, id, {
    version,
    source: world.head,
    revision: 1,
    leftOut: null,
    intent,
    requestedAt: world.now,
  });
  if (made === null) return null;
  appendProject(world, { v: 1, type: 'release.opened', release: id, version, intent });
  const body: ReleaseEvent = {
    v: 1,
    type: 'release.proposed',
    release: id,
    requestedBy: { kind: 'slack', user: 'URITA' },
    channel: 'C0SIM',
    reason: null,
    ...made,
  };
  const release = foldRelease(null, body, world.now);
  if (release === null) return null;
  const subject: Subject = { id, log: [{ at: world.now, body }], release, workers: new Map() };
  world.subjects.push(subject);
  return subject;
}
