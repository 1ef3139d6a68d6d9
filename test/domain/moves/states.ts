import { StepId } from '#domain/ids.ts';
import type { MoveKind, MoveRequest } from '#domain/moves/move.ts';
import type { Person } from '#domain/moves/who-may.ts';
import { circuitBreaker } from '#domain/release/circuit-breaker.ts';
import type { Release } from '#domain/release/release.ts';
import { aCommit, aProject, aRelease, type Story, people as shop } from '../../support/a-release.ts';

const as = (user: string, roles: readonly string[], email: string): Person => ({
  actor: { kind: 'slack', user },
  roles,
  email: `${email}@example.test`,
});

/** The columns of the table, in order. */
export const persons: Readonly<Record<string, Person>> = {
  requester: { ...as('U0MIRA', ['release-lead'], 'mira'), email: null },
  approver: as('U0AIKO', ['release-lead'], 'aiko'),
  second: as('U0LENA', ['qa'], 'lena'),
  author: as('U0SAM', ['release-lead'], 'sam'),
  commander: as('U0JONAS', ['on-call'], 'jonas'),
  manager: as('U0KIM', ['release-manager'], 'kim'),
  stranger: as('U0NOBODY', [], 'nobody'),
  automatic: { actor: { kind: 'automatic', rule: 'timer' }, roles: ['release-lead', 'on-call'], email: null },
};

const project = aProject({
  environments: [
    { name: 'staging' },
    {
      name: 'production',
      approvals: [
        { roles: ['release-lead'], count: 1 },
        { roles: ['qa'], count: 1 },
      ],
    },
  ],
  managers: ['release-manager'],
  rollback: { roles: ['on-call'] },
});

const gate = StepId.parse('production/approval');
const drift = { head: aRelease().release().plan.source, commits: [aCommit(7, 'fix', 'late')], config: false };
const drifted = { ...drift, commits: drift.commits.map(({ sha, subject, author }) => ({ sha, subject, author })) };

const inStages = aProject({
  environments: [
    { name: 'staging' },
    {
      name: 'production',
      strategy: 'canary',
      approvals: [{ roles: ['release-lead'], count: 1 }],
      canary: { steps: [20, 50], bake: '10m', promotion: 'button', roles: ['qa'] },
    },
  ],
  managers: ['release-manager'],
  rollback: { roles: ['on-call'] },
});

const analysis = StepId.parse('production/analyse/api/20');
const baking = (): Story =>
  aRelease({ project: inStages, stagesOf: () => ['share'] })
    .run()
    .approve(shop.priya)
    .run(analysis)
    .add({ v: 1, type: 'step.started', step: analysis, attempt: 1, worker: 'worker-1' });
const look = { handle: null, lookAgainAt: 0, note: null };

const shopRelease = (): Story => aRelease({ project });
const atGate = (): Story => shopRelease().run();
const approved = (): Story =>
  atGate()
    .approve(shop.priya)
    .approve({ kind: 'slack', user: 'U0ZOE' }, { roles: ['qa'] });
const rollout = (): Story => approved().run('production/deploy/web');
const failedVerify = (): Story => approved().fail('production/verify/api', 'It is not well.');
const counting = (): Story => {
  const story = failedVerify();
  return story.add({
    v: 1,
    type: 'rollback.scheduled',
    at: story.picture().now + 30_000,
    because: StepId.parse('production/verify/api'),
    reason: 'It is not well.',
  });
};
const rollingBack = (): Story => rollout().add({ v: 1, type: 'rollback.started', by: shop.jonas, reason: 'no' });
const rollbackRelease = (): Story => aRelease({ project, intent: 'rollback', environments: ['production'] });

/** The rows' states, by name. Each is made afresh from its log. */
export const states: Readonly<Record<string, () => Release>> = {
  preparing: () => shopRelease().run('prepare/build').release(),
  'at the gate': () => atGate().release(),
  'at the gate, drifted': () => atGate().add({ v: 1, type: 'release.drifted', drift: drifted }).release(),
  held: () => atGate().add({ v: 1, type: 'release.held', by: shop.priya, reason: 'wait' }).release(),
  'build failed': () => shopRelease().fail('prepare/build', 'It broke.').release(),
  'rolling out': () => rollout().release(),
  'deployment unknown': () => approved().loseTrackOf('production/deploy/api', 'gone').release(),
  'baking a stage': () =>
    baking()
      .add({ v: 1, type: 'step.pending', step: analysis, attempt: 1, ...look })
      .release(),
  'baking a stage, counting down': () =>
    baking().add({ v: 1, type: 'rollback.scheduled', at: 0, because: analysis, reason: 'It is not well.' }).release(),
  'a rule announced': () =>
    baking()
      .add({ v: 1, type: 'step.pending', step: analysis, attempt: 1, ...look })
      .add({ v: 1, type: 'rule.announced', step: analysis, attempt: 1, rule: 'analysis', words: 'Too many errors.' })
      .release(),
  'a rule announced, and found right': () =>
    baking()
      .add({ v: 1, type: 'step.pending', step: analysis, attempt: 1, ...look })
      .add({ v: 1, type: 'rule.announced', step: analysis, attempt: 1, rule: 'analysis', words: 'Too many errors.' })
      .add({ v: 1, type: 'rule.judged', step: analysis, attempt: 1, agreed: true, by: shop.jonas })
      .release(),
  'analysis undecided': () =>
    baking().add({ v: 1, type: 'step.unknown', step: analysis, attempt: 1, why: 'Too few requests.' }).release(),
  'stage promoted': () =>
    baking().add({ v: 1, type: 'step.promoted', step: analysis, attempt: 1, by: shop.jonas, reason: null }).release(),
  'held by the breaker': () =>
    rollout().add({ v: 1, type: 'release.held', by: circuitBreaker, reason: 'Two services failed.' }).release(),
  'breaker closed': () =>
    rollout()
      .add({ v: 1, type: 'release.held', by: circuitBreaker, reason: 'Two services failed.' })
      .add({ v: 1, type: 'release.resumed', by: { kind: 'slack', user: 'U0KIM' }, reason: 'The network is back.' })
      .release(),
  'counting down': () => counting().release(),
  'countdown stopped': () =>
    counting().add({ v: 1, type: 'rollback.stopped', by: shop.priya, reason: 'wait' }).release(),
  'rolling back': () => rollingBack().release(),
  'rollback step failed': () => rollingBack().fail('rollback/production/verify/api', 'no').release(),
  'rollback release at its gate': () => rollbackRelease().run().release(),
  'rollback release failed': () =>
    rollbackRelease().run().approve(shop.priya).fail('production/verify/worker', 'It is not well.').release(),
  released: () => approved().run().release(),
  cancelled: () => atGate().add({ v: 1, type: 'release.cancelled', by: shop.mira, reason: 'no' }).release(),
  rejected: () => {
    const story = aRelease({ project: { ...project, environments: project.environments.slice(1) } }).run();
    const { digest } = story.release();
    return story
      .add({ v: 1, type: 'gate.rejected', step: gate, digest, by: { kind: 'slack', user: 'U0AIKO' }, reason: 'no' })
      .release();
  },
};

const asked: Partial<Record<MoveKind, readonly string[]>> = {
  'retry-step': ['failed'],
  'accept-step': ['failed'],
  'step-happened': ['unknown'],
  'run-step-again': ['unknown'],
  promote: ['running', 'pending'],
  extend: ['running', 'pending'],
  agree: ['running', 'pending'],
  disagree: ['running', 'pending'],
};

/** The press a button of this release would be, aimed at the gate or at the step that is in question. */
export function pressOf(release: Release, move: MoveKind): MoveRequest {
  const inQuestion = [...release.steps].find(
    ([id, state]) => asked[move]?.includes(state.status) === true && !id.includes('/watch/'),
  );
  const ofRollback = [...release.steps].findLast(([, state]) => asked[move]?.includes(state.status) === true);
  const found = release.rollback?.status === 'running' ? ofRollback : inQuestion;
  const ofGate = move === 'approve' || move === 'reject' ? gate : null;
  const ofBake = (move === 'promote' || move === 'extend') && release.steps.has(analysis) ? analysis : null;
  const step = found?.[0] ?? ofGate ?? ofBake;
  return { move, release: release.id, step, digest: release.digest, reason: 'Because.' };
}
