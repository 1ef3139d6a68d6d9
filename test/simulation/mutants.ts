import { decide } from '#domain/release/decide.ts';
import type { Decision } from '#domain/release/decision.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { StepState } from '#domain/release/step-state.ts';
import type { InvariantName } from './violation.ts';
import type { Rules } from './world.ts';

/** A rule of the engine broken on purpose, mostly `decide`, and the invariant that must catch it. */
export type Mutant = Partial<Rules> & { readonly invariant: InvariantName; readonly what: string };

const isOpenRelease = (release: Release): boolean => release.ending === null && release.rollback === null;

function withGates(
  release: Release,
  change: (gate: Release['plan']['steps'][number]['gate']) => Release['plan']['steps'][number]['gate'],
): Release {
  return {
    ...release,
    plan: { ...release.plan, steps: release.plan.steps.map((step) => ({ ...step, gate: change(step.gate) })) },
  };
}

function startsOf(
  release: Release,
  isChosen: (step: Release['plan']['steps'][number], state: StepState) => boolean,
): Decision['start'] {
  return release.plan.steps
    .filter((step) => step.gate === null && isChosen(step, stateOf(release, step.id)))
    .map((step) => ({ step: step.id, attempt: stateOf(release, step.id).attempt }));
}

/** The release with the chosen steps taken for done. */
function withDone(
  release: Release,
  now: number,
  isChosen: (step: Release['plan']['steps'][number], state: StepState) => boolean,
): Release {
  const steps = new Map(release.steps);
  for (const step of release.plan.steps) {
    if (isChosen(step, stateOf(release, step.id)))
      steps.set(step.id, {
        status: 'succeeded',
        attempt: 1,
        startedAt: now,
        finishedAt: now,
        result: null,
        acceptedBy: null,
      });
  }
  return { ...release, steps };
}

/** One broken `decide` or more for each of the invariants. */
export const mutants: readonly Mutant[] = [
  {
    invariant: 'gates-before-production',
    what: 'takes open approval gates for passed ones',
    decide: (release, now) =>
      decide(
        withDone(release, now, (step, state) => step.gate?.kind === 'approval' && state.status === 'open'),
        now,
      ),
  },
  {
    invariant: 'approvers-count-once-and-may',
    what: 'counts approvals of an older plan',
    decide: (release, now) =>
      decide(
        { ...release, approvals: release.approvals.map((approval) => ({ ...approval, digest: release.digest })) },
        now,
      ),
  },
  {
    invariant: 'approvers-count-once-and-may',
    what: 'lets one person fill two seats',
    decide: (release, now) => {
      const doubled = release.approvals.flatMap((approval) => [
        approval,
        {
          ...approval,
          by: { kind: 'cli' as const, user: `${'user' in approval.by ? approval.by.user : ''}-again`, name: 'again' },
        },
      ]);
      return decide({ ...release, approvals: doubled }, now);
    },
  },
  {
    invariant: 'approvers-count-once-and-may',
    what: 'forgets that approvals expire',
    decide: (release, now) =>
      decide(
        withGates(release, (gate) => (gate?.kind === 'approval' ? { ...gate, expires: 1e12 } : gate)),
        now,
      ),
  },
  {
    invariant: 'one-release-per-service',
    what: 'does not wait for the claim',
    decide: (release, now) =>
      decide(
        withDone(release, now, (step, state) => step.kind === 'claim-services' && state.status === 'pending'),
        now,
      ),
  },
  {
    invariant: 'dependency-order-one-by-one',
    what: 'starts every service of an environment with the first',
    decide: (release, now) => {
      const decision = decide(release, now);
      const first = release.plan.steps.find(
        (step) => step.kind === 'deploy' && decision.start.some((run) => run.step === step.id),
      );
      if (first === undefined) return decision;
      const others = startsOf(
        release,
        (step, state) =>
          step.kind === 'deploy' &&
          step.environment === first.environment &&
          step.id !== first.id &&
          state.status === 'waiting',
      );
      return { ...decision, start: [...decision.start, ...others] };
    },
  },
  {
    invariant: 'dependency-order-one-by-one',
    what: 'does not wait for a verification',
    decide: (release, now) =>
      decide(
        withDone(release, now, (step, state) => step.kind === 'verify-service' && state.status === 'running'),
        now,
      ),
  },
  {
    invariant: 'verified-before-promoted',
    what: 'enters every environment with the first',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isDeploying = release.plan.steps.some(
        (step) => step.kind === 'deploy' && decision.start.some((run) => run.step === step.id),
      );
      if (!isDeploying) return decision;
      const first = (environment: string | null) =>
        release.plan.steps.find((step) => step.kind === 'deploy' && step.environment === environment)?.id;
      const early = startsOf(
        release,
        (step, state) => state.status === 'waiting' && step.kind === 'deploy' && step.id === first(step.environment),
      );
      return { ...decision, start: [...decision.start, ...early] };
    },
  },
  {
    invariant: 'tagged-once-on-the-approved-commit',
    what: 'publishes before anybody has approved',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isPrepared =
        stateOf(
          release,
          release.plan.steps.find((step) => step.kind === 'commit-release')?.id ??
            release.plan.steps[0]?.id ??
            ('x' as never),
        ).status === 'succeeded';
      if (!isPrepared || !isOpenRelease(release)) return decision;
      return {
        ...decision,
        start: [
          ...decision.start,
          ...startsOf(release, (step, state) => step.kind === 'push-tag' && state.status === 'waiting'),
        ],
      };
    },
  },
  {
    invariant: 'reaches-an-end',
    what: 'forgets the countdown',
    decide: (release, now) =>
      release.rollback?.status === 'counting'
        ? decide({ ...release, rollback: { ...release.rollback, at: now + 1e12 } }, now)
        : decide(release, now),
  },
  {
    invariant: 'reaches-an-end',
    what: 'never takes up the steps of a dead worker',
    decide: (release, now) => ({ ...decide(release, now), inFlight: [] }),
  },
  {
    invariant: 'every-service-accounted-for',
    what: 'ends a rollback before its steps are done',
    decide: (release, now) =>
      release.ending === null && release.rollback?.status === 'running'
        ? { record: [{ v: 1, type: 'release.rolled-back' }], start: [], poll: [], inFlight: [], wakeAt: null }
        : decide(release, now),
  },
  {
    invariant: 'replay-gives-the-same-state',
    what: 'writes into the state it is given',
    decide: (release, now) => {
      const decision = decide(release, now);
      const first = decision.start[0];
      if (first !== undefined)
        (release.steps as Map<typeof first.step, StepState>).set(first.step, {
          status: 'waiting',
          attempt: first.attempt,
          wasStarted: true,
        });
      return decision;
    },
  },
  {
    invariant: 'rolled-back-is-not-shipped-again',
    what: 'goes on with the plan while it rolls back',
    decide: (release, now) => {
      const decision = decide(release, now);
      if (release.ending !== null || release.rollback?.status !== 'running') return decision;
      const forward = decide({ ...release, rollback: null, hold: null }, now);
      return { ...decision, start: [...decision.start, ...forward.start] };
    },
  },
  {
    invariant: 'rolled-back-is-not-shipped-again',
    what: 'undoes a failed rollback by itself',
    decide: (release, now) => {
      const rollback = { ...release.plan.rollback, automatic: true };
      return decide({ ...release, plan: { ...release.plan, rollback } }, now);
    },
  },
  {
    invariant: 'monitors-watch-at-gates',
    what: 'begins no watch while a release is held',
    decide: (release, now) => {
      const decision = decide(release, now);
      return release.hold === null ? decision : { ...decision, start: [] };
    },
  },
  {
    invariant: 'monitors-watch-at-gates',
    what: 'stops watching while a release is held or paused',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isWaiting =
        release.hold !== null || release.plan.steps.some((step) => stateOf(release, step.id).status === 'open');
      const isWatch = (id: string): boolean => release.plan.steps.some((step) => step.background && step.id === id);
      return isWaiting ? { ...decision, poll: decision.poll.filter((run) => !isWatch(run.step)) } : decision;
    },
  },
  {
    invariant: 'shares-grow-behind-analysis',
    what: 'takes a stage that still bakes for a good one',
    decide: (release, now) =>
      decide(
        withDone(release, now, (step, state) => step.kind === 'analyse' && state.status === 'pending'),
        now,
      ),
  },
  {
    invariant: 'old-side-is-kept',
    what: 'takes no time to keep the old side',
    decide: (release, now) =>
      decide(
        withGates(release, (gate) => (gate?.kind === 'pause' ? { ...gate, millis: 0 } : gate)),
        now,
      ),
  },
  {
    invariant: 'nothing-destroyed-unseen',
    what: 'runs a destructive migration with the first deployment',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isDeploying = release.plan.steps.some(
        (step) => step.kind === 'deploy' && decision.start.some((run) => run.step === step.id),
      );
      const early = startsOf(
        release,
        (step, state) => step.kind === 'migrate' && step.irreversible !== null && state.status === 'waiting',
      );
      return isDeploying ? { ...decision, start: [...decision.start, ...early] } : decision;
    },
  },
  {
    invariant: 'rehearsal-leaves-no-trace',
    what: 'takes a rehearsal for done once it is there',
    decide: (release, now) =>
      decide(
        withDone(release, now, (step, state) => step.id.includes('/return/') && state.status === 'waiting'),
        now,
      ),
  },
  {
    invariant: 'rehearsal-leaves-no-trace',
    what: 'takes only one service of a failed rehearsal back',
    decide: (release, now) => {
      const back = release.plan.rollbackSteps;
      if (release.plan.intent !== 'rehearsal' || release.rollback?.status !== 'running') return decide(release, now);
      return decide({ ...release, plan: { ...release.plan, rollbackSteps: back.slice(0, 1) } }, now);
    },
  },
  {
    invariant: 'wave-within-its-bound',
    what: 'starts the next wave with the first',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isStarting = (id: string): boolean => decision.start.some((run) => run.step === id);
      const first = release.plan.steps.find((step) => step.kind === 'deploy' && isStarting(step.id));
      if (first === undefined) return decision;
      const firstStages = release.plan.steps.filter(
        (step, index, all) =>
          step.kind === 'deploy' &&
          step.environment === first.environment &&
          step.service !== first.service &&
          all.findIndex(
            (one) => one.kind === 'deploy' && one.id.startsWith(`${step.environment}/deploy/${step.service}`),
          ) === index,
      );
      const others = startsOf(release, (step, state) => firstStages.includes(step) && state.status === 'waiting');
      return { ...decision, start: [...decision.start, ...others] };
    },
  },
];
