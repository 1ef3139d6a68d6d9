import type { Actor } from '#domain/actor.ts';
import { Digest, ReleaseId, Sha, StepId } from '#domain/ids.ts';
import type { Eligible, Picture, TimedEvent } from '#domain/picture.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlannedCommit } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Step } from '#domain/plan/step.ts';
import { Project } from '#domain/project/project.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';

const slack = (user: string): Actor => ({ kind: 'slack', user });

/** The people of the shop. */
export const people = {
  mira: slack('U0MIRA'),
  jonas: slack('U0JONAS'),
  aiko: slack('U0AIKO'),
  sam: slack('U0SAM'),
  priya: slack('U0PRIYA'),
} as const;

/** 2026-11-21 09:00:00 UTC, when every story begins. */
export const nineOClock = Date.UTC(2026, 10, 21, 9);

/** A commit of the range, with a hash made of its number. */
export function aCommit(number: number, type: string | null, subject: string, more: Partial<PlannedCommit> = {}) {
  const sha = Sha.parse(number.toString(16).padStart(7, '4e1c0aa').padEnd(40, '0'));
  return { sha, type, subject, author: 'Mira Holm', breaking: false, ...more };
}

/** The shop's project: three services, staging and production, production approved by a release lead. */
export function aProject(more: Record<string, unknown> = {}): Project {
  const service = (name: string, needs: readonly string[]) => ({
    needs,
    deployer: { kind: 'http', url: `http://127.0.0.1:4100/${name}` },
    health: { url: `http://127.0.0.1:4100/{environment}/${name}/health` },
  });
  return Project.parse({
    repository: { url: 'file:///srv/git/shop.git', branch: 'main' },
    channel: 'C0RELEASES',
    build: [['npm', 'run', 'build']],
    test: [['npm', 'test']],
    services: { api: service('api', []), web: service('web', ['api']), worker: service('worker', ['api']) },
    environments: [
      { name: 'staging' },
      { name: 'production', approvals: [{ roles: ['release-lead'], count: 1 }], waitBetween: '30s' },
    ],
    managers: ['release-lead'],
    rollback: { roles: ['on-call'] },
    ...more,
  });
}

const commits = [
  aCommit(1, 'feat', 'pay with a saved card'),
  aCommit(2, 'feat', 'send receipts by mail', { author: 'Priya Nair' }),
  aCommit(3, 'fix', 'keep the basket after logging in'),
  aCommit(4, 'chore', 'update the linter', { author: 'Sam Reed' }),
];

const changelog = `## [1.5.0] - 2026-11-21

1 internal change is not listed.

### Added

- pay with a saved card
- send receipts by mail

### Fixed

- keep the basket after logging in
`;

/** Everything the plan of shop 1.5.0 is compiled from. */
export function someFacts(more: Partial<PlanFacts> = {}): PlanFacts {
  const project = more.project ?? aProject();
  const services = more.services ?? Object.keys(project.services);
  const environments = more.environments ?? project.environments.map((environment) => environment.name);
  return {
    release: ReleaseId.parse('rel-4e1c0aa9f2c4'),
    intent: 'release',
    projectName: 'shop',
    project,
    configDigest: Digest.parse('c0'.repeat(32)),
    revision: 1,
    version: '1.5.0',
    previous: '1.4.2',
    tag: 'v1.5.0',
    source: Sha.parse('4e1c0aa'.padEnd(40, '1')),
    since: Sha.parse('9f2c41d'.padEnd(40, '2')),
    leftOut: null,
    requestedAt: nineOClock,
    services,
    environments,
    strategy: null,
    baseline: environments.flatMap((environment) =>
      services.map((service) => ({ environment, service, version: '1.4.2' })),
    ),
    canRemove: () => true,
    commits,
    commitCount: (more.commits ?? commits).length,
    authors: ['mira@example.test', 'priya@example.test', 'sam@example.test'],
    changelog,
    notes: changelog.slice(changelog.indexOf('### Added')),
    overrides: [],
    isApproved: false,
    ...more,
  };
}

/** A release on its way: every call adds events to its log, a second apart, and gives the story back. */
export type Story = {
  readonly add: (body: ReleaseEvent, millisLater?: number) => Story;
  /** Lets everything succeed until the step is to start, or until something is asked. */
  readonly run: (until?: string) => Story;
  readonly approve: (by: Actor, more?: { readonly step?: string; readonly roles?: string[] }) => Story;
  readonly fail: (step: string, message: string) => Story;
  readonly loseTrackOf: (step: string, why: string) => Story;
  readonly wait: (millis: number) => Story;
  readonly release: () => Release;
  readonly events: () => readonly TimedEvent[];
  readonly picture: (eligible?: Readonly<Record<string, readonly string[]>>) => Picture;
};

/** Shop 1.5.0, requested by Mira at nine o'clock. */
export function aRelease(more: Partial<PlanFacts> = {}, proposed: { reason?: string | null; by?: Actor } = {}): Story {
  const compiled = compilePlan(someFacts(more));
  if (compiled.kind === 'refused') throw new Error(`No plan: ${JSON.stringify(compiled.refusal)}`);
  return storyOf({
    v: 1,
    type: 'release.proposed',
    release: someFacts(more).release,
    requestedBy: proposed.by ?? people.mira,
    channel: 'C0RELEASES',
    reason: proposed.reason ?? null,
    plan: compiled.plan,
    digest: compiled.digest,
  });
}

/** A story that begins with any proposal. */
export function storyOf(first: ReleaseEvent): Story {
  const log: TimedEvent[] = [];
  let now = nineOClock - 1_000;
  let current: Release | null = null;
  const release = (): Release => current as Release;
  const add = (body: ReleaseEvent, millisLater = 1_000): Story => {
    now += millisLater;
    log.push({ seq: log.length + 1, at: now, body });
    current = foldRelease(current, body, now);
    return story;
  };
  const start = (step: Step): void => {
    const { attempt } = stateOf(release(), step.id);
    add({ v: 1, type: 'step.started', step: step.id, attempt, worker: 'worker-1' });
  };
  const story: Story = {
    add,
    run: (until) => {
      while (takeStep(release(), now, until, { add, start, skip: (millis) => (now += millis) }));
      return story;
    },
    approve: (by, { step = 'production/approval', roles = ['release-lead'] } = {}) =>
      add({
        v: 1,
        type: 'gate.approved',
        step: StepId.parse(step),
        digest: release().digest,
        by,
        roles,
        email: 'approver@example.test',
      }),
    fail: (step, message) => {
      const id = begin(story, start, step);
      const { attempt } = stateOf(release(), id);
      observe(stepOf(release(), id), add);
      return add({ v: 1, type: 'step.failed', step: id, attempt, problem: { code: 'FAILED', message } });
    },
    loseTrackOf: (step, why) => {
      const id = begin(story, start, step);
      return add({ v: 1, type: 'step.unknown', step: id, attempt: stateOf(release(), id).attempt, why });
    },
    wait: (millis) => {
      now += millis;
      return story;
    },
    release,
    events: () => log,
    picture: (eligible = {}) => ({
      release: release(),
      events: log,
      now,
      eligible: new Map(Object.entries(eligible).map(([id, users]) => [StepId.parse(id), users])) as Eligible,
    }),
  };
  return add(first);
}

function begin(story: Story, start: (step: Step) => void, id: string): StepId {
  const step = stepOf(story.run(id).release(), StepId.parse(id));
  if (step === null) throw new Error(`The plan has no step ${id}.`);
  start(step);
  return step.id;
}

type Hands = {
  readonly add: Story['add'];
  readonly start: (step: Step) => void;
  readonly skip: (millis: number) => void;
};

/** Does the next thing `decide` asks for, successfully. False when nothing is left to do without a person. */
function takeStep(release: Release, now: number, until: string | undefined, hands: Hands): boolean {
  const decision = decide(release, now);
  for (const event of decision.record) hands.add(event);
  if (decision.record.length > 0) return true;
  const next = decision.start.find((run) => run.step !== until);
  if (decision.start.some((run) => run.step === until)) return false;
  if (next !== undefined) {
    finish(release, stepOf(release, next.step) as Step, hands);
    return true;
  }
  const pause = release.plan.steps.find(
    (step) => step.gate?.kind === 'pause' && stateOf(release, step.id).status === 'open',
  );
  if (pause?.gate?.kind !== 'pause' || release.hold !== null) return false;
  hands.skip(pause.gate.millis);
  return true;
}

function finish(release: Release, step: Step, { add, start }: Hands): void {
  const { attempt } = stateOf(release, step.id);
  start(step);
  const of = { step: step.id, attempt };
  if (step.background) {
    const handle = { bad: 0 };
    add({ v: 1, type: 'step.pending', ...of, handle, lookAgainAt: nineOClock + 86_400_000, note: null }, 10);
    return;
  }
  observe(step, add);
  add({ v: 1, type: 'step.succeeded', ...of, result: null }, 4_000);
}

function observe(step: Step | null, add: Story['add']): void {
  if (step?.kind !== 'verify-service') return;
  const version = (step.params.version ?? null) as string | null;
  const seen = { environment: step.environment ?? '', service: step.service ?? '' };
  add({ v: 1, type: 'service.observed', ...seen, intended: version, observed: version }, 5_000);
}
