import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { ReleaseEvent, type ReleaseEventOf } from '#domain/release/event.ts';
import { foldLog, foldRelease } from '#domain/release/fold-release.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { aRelease, people, someFacts } from '../../support/a-release.ts';

const by = people.sam;
const build = StepId.parse('prepare/build');
const api = StepId.parse('production/deploy/api');
const gate = StepId.parse('production/approval');
const v = 1;
const late = 2_000_000_000_000;

const fresh = aRelease().release();
const atGate = aRelease().run().release();
const running = aRelease()
  .run('prepare/build')
  .add({ v, type: 'step.started', step: build, attempt: 1, worker: 'a/1' });
const failed = aRelease().fail('prepare/build', 'It broke.').release();
const rolling = aRelease().run().approve(by).run('production/deploy/api').release();
const announcedBuild: ReleaseEvent = {
  v,
  type: 'rule.announced',
  step: build,
  attempt: 1,
  rule: 'analysis',
  words: 'Too many errors.',
};
const counting = fold(rolling, { v, type: 'rollback.scheduled', at: late, because: api, reason: 'x' });
const rollingBack = fold(counting, { v, type: 'rollback.started', by, reason: 'x' });
const cancelled = fold(fresh, { v, type: 'release.cancelled', by, reason: 'no' });

function fold(release: Release, event: ReleaseEvent): Release {
  const folded = foldRelease(release, event, late);
  if (folded === null) throw new Error('Nothing came of it.');
  return folded;
}

function measuredBuild(attempt: number): ReleaseEventOf<'step.measured'> {
  const baseline = { version: '1.4.2', kind: 'beside' } as const;
  const table = { baseline, verdict: 'pass' as const, score: 100, rows: [], problems: [] };
  return { v, type: 'step.measured', step: build, attempt, table };
}

const again = (): { plan: Release['plan']; digest: Release['digest'] } => {
  const outcome = compilePlan(someFacts({ revision: 2 }));
  if (outcome.kind === 'refused') throw new Error('No plan.');
  return outcome;
};
const replanned: ReleaseEvent = {
  v,
  type: 'release.replanned',
  plan: again().plan,
  digest: again().digest,
  by,
  why: 'kept',
};
const approved: ReleaseEvent = {
  v,
  type: 'gate.approved',
  step: gate,
  digest: fresh.digest,
  by,
  roles: [],
  email: null,
};
const problem = { code: 'AWAY', message: 'Away.' };

type Row = readonly [ReleaseEvent, Release, Record<string, unknown>];

const ofRelease: readonly Row[] = [
  [
    { v, type: 'release.drifted', drift: { head: fresh.plan.source, commits: [], config: true } },
    atGate,
    { drift: { at: late } },
  ],
  [replanned, atGate, { digest: again().digest, drift: null }],
  [approved, atGate, { approvals: [{ by, at: late }] }],
  [
    { v, type: 'gate.rejected', step: gate, digest: fresh.digest, by, reason: 'no' },
    fresh,
    { ending: { kind: 'rejected', by } },
  ],
  [
    { v, type: 'gate.rejected', step: gate, digest: fresh.digest, by, reason: 'no' },
    rolling,
    { ending: null, rollback: { status: 'running', reason: 'Rejected: no' } },
  ],
  [{ v, type: 'release.held', by, reason: 'wait' }, fresh, { hold: { by, reason: 'wait' } }],
  [
    { v, type: 'release.resumed', by, reason: null },
    fold(fresh, { v, type: 'release.held', by, reason: 'x' }),
    { hold: null },
  ],
  [
    { v, type: 'rollback.scheduled', at: late, because: api, reason: 'x' },
    rolling,
    { rollback: { status: 'counting', at: late } },
  ],
  [{ v, type: 'rollback.stopped', by, reason: 'wait' }, counting, { rollback: { status: 'stopped', because: api } }],
  [{ v, type: 'rollback.started', by, reason: 'x' }, counting, { rollback: { status: 'running' } }],
  [
    { v, type: 'service.observed', environment: 'staging', service: 'api', intended: '1.5.0', observed: null },
    fresh,
    {},
  ],
  [{ v, type: 'release.completed' }, fresh, { ending: { kind: 'released', at: late } }],
  [{ v, type: 'release.rolled-back' }, rollingBack, { ending: { kind: 'rolled_back', at: late } }],
  [{ v, type: 'release.cancelled', by, reason: 'no' }, fresh, { ending: { kind: 'cancelled', reason: 'no' } }],
  [
    { v, type: 'notes.edited', audience: 'customers', text: 'New words.', from: 'person', by },
    cancelled,
    { notes: new Map([['customers', { text: 'New words.', from: 'person', by, at: late, revision: 1 }]]) },
  ],
  [{ ...announcedBuild }, running.release(), { announced: [{ step: build, words: 'Too many errors.', answers: [] }] }],
  [
    { v, type: 'rule.judged', step: build, attempt: 1, agreed: true, by },
    fold(running.release(), announcedBuild),
    { announced: [{ step: build, answers: [{ by, agreed: true }] }] },
  ],
  [
    measuredBuild(1),
    running.release(),
    { measured: new Map([[build, { attempt: 1, at: late, table: measuredBuild(1).table }]]) },
  ],
  [{ v, type: 'slot.posting', slot: 'card', op: 'o' }, cancelled, {}],
  [{ v, type: 'slot.posted', slot: 'card', op: 'o', channel: 'C0', ts: '1.2' }, cancelled, {}],
];
const ofStep: readonly Row[] = [
  [{ v, type: 'gate.passed', step: gate, digest: fresh.digest }, atGate, { status: 'succeeded' }],
  [
    { v, type: 'step.resumed', step: build, attempt: 1, worker: 'b/2' },
    running.release(),
    { worker: 'b/2', isResumed: true },
  ],
  [
    { v, type: 'step.pending', step: build, attempt: 1, handle: 7, lookAgainAt: late, note: 'n' },
    running.release(),
    { status: 'pending', handle: 7 },
  ],
  [
    { v, type: 'step.retrying', step: build, attempt: 1, tries: 2, at: late, problem },
    running.release(),
    { status: 'retrying', tries: 2, handle: null },
  ],
  [
    { v, type: 'step.succeeded', step: build, attempt: 1, result: 5 },
    running.release(),
    { status: 'succeeded', result: 5 },
  ],
  [{ v, type: 'step.failed', step: build, attempt: 1, problem }, running.release(), { status: 'failed', problem }],
  [{ v, type: 'step.unknown', step: build, attempt: 1, why: 'gone' }, running.release(), { status: 'unknown' }],
  [
    { v, type: 'step.accepted', step: build, attempt: 1, by, reason: 'seen' },
    failed,
    { status: 'succeeded', acceptedBy: by },
  ],
  [
    { v, type: 'step.repeated', step: build, attempt: 1, by },
    failed,
    { status: 'waiting', attempt: 2, wasStarted: true },
  ],
  [
    { v, type: 'step.promoted', step: build, attempt: 1, by, reason: null },
    running.release(),
    { status: 'succeeded', acceptedBy: null, promotedBy: by },
  ],
  [
    { v, type: 'step.extended', step: build, attempt: 1, millis: 60_000, by, reason: null },
    running.release(),
    { status: 'running', extendedBy: 60_000 },
  ],
];

describe('foldRelease', () => {
  it.each(ofRelease)('applies $0.type', (event, release, expected) => {
    const folded = fold(release, event);
    expect(folded).toMatchObject({ ...expected, seq: release.seq + 1, updatedAt: late });
    expect({ ...folded, seq: 0, updatedAt: 0 }).not.toEqual({ ...release, seq: 0, updatedAt: 0 });
  });

  it.each(ofStep)('applies $0.type to its step', (event, release, expected) => {
    expect(stateOf(fold(release, event), 'step' in event ? event.step : build)).toMatchObject(expected);
  });

  it('keeps a retried step resumed, with its tries and its handle', () => {
    const steps: ReleaseEvent[] = [
      { v, type: 'step.pending', step: build, attempt: 1, handle: 7, lookAgainAt: late, note: null },
      { v, type: 'step.retrying', step: build, attempt: 1, tries: 2, at: late, problem },
      { v, type: 'step.started', step: build, attempt: 1, worker: 'b/2' },
    ];
    const folded = steps.reduce(fold, running.release());
    expect(stateOf(folded, build)).toMatchObject({ status: 'running', tries: 2, isResumed: true, handle: 7 });
  });

  it('opens a gate only once', () => {
    const opened = stateOf(atGate, gate);
    expect(stateOf(fold(atGate, { v, type: 'gate.opened', step: gate }), gate)).toBe(opened);
  });

  it('forgets the rollback a person answers by deciding about its step', () => {
    const because = fold(failed, { v, type: 'rollback.scheduled', at: late, because: build, reason: 'x' });
    expect(fold(because, { v, type: 'step.accepted', step: build, attempt: 1, by, reason: 'ok' }).rollback).toBeNull();
    expect(fold(because, { v, type: 'step.repeated', step: build, attempt: 1, by }).rollback).toBeNull();
  });

  it('keeps what an analysis was extended by, however often it looks, until it is over', () => {
    const of = { v, step: build, attempt: 1 } as const;
    const longer = { ...of, type: 'step.extended', millis: 60_000, by, reason: null } as const;
    const looked = { ...of, type: 'step.pending', handle: {}, lookAgainAt: late, note: null } as const;
    const twice = [longer, looked, longer, looked].reduce(fold, running.release());
    expect(twice.steps.get(build)).toMatchObject({ status: 'pending', extendedBy: 120_000 });
    const again = { ...of, type: 'step.repeated', by } as const;
    const failedNow = fold(twice, { ...of, type: 'step.failed', problem });
    expect(fold(failedNow, again).steps.get(build)).not.toHaveProperty('extendedBy');
  });

  it('has a row for every kind of event but those that begin something, which are tested as they happen', () => {
    const begin = ['release.proposed', 'gate.opened', 'step.started'];
    const rows = new Set([...ofRelease, ...ofStep].map(([event]) => event.type as string));
    expect([...rows, ...begin].sort()).toEqual(ReleaseEvent.options.map((option) => option.shape.type.value).sort());
  });
});

describe('foldRelease changes nothing but the sequence for', () => {
  it.each<readonly [string, Release, ReleaseEvent]>([
    [
      'a second proposal',
      fresh,
      {
        v,
        type: 'release.proposed',
        release: fresh.id,
        requestedBy: by,
        channel: 'C0',
        reason: null,
        plan: again().plan,
        digest: again().digest,
      },
    ],
    [
      'a result of an older attempt',
      fold(failed, { v, type: 'step.repeated', step: build, attempt: 1, by }),
      { v, type: 'step.succeeded', step: build, attempt: 1, result: null },
    ],
    [
      'a result of a later attempt',
      running.release(),
      { v, type: 'step.succeeded', step: build, attempt: 2, result: null },
    ],
    [
      'a result of a step that never started',
      fresh,
      { v, type: 'step.succeeded', step: build, attempt: 1, result: null },
    ],
    [
      'a start of a step that runs',
      running.release(),
      { v, type: 'step.started', step: build, attempt: 1, worker: 'b/2' },
    ],
    [
      'a start of an older attempt',
      fold(failed, { v, type: 'step.repeated', step: build, attempt: 1, by }),
      { v, type: 'step.started', step: build, attempt: 1, worker: 'b/2' },
    ],
    [
      'a decision about an older attempt',
      failed,
      { v, type: 'step.accepted', step: build, attempt: 2, by, reason: 'x' },
    ],
    ['a repetition of an older attempt', failed, { v, type: 'step.repeated', step: build, attempt: 2, by }],
    [
      'a repetition of a step that did not fail',
      running.release(),
      { v, type: 'step.repeated', step: build, attempt: 1, by },
    ],
    ['a promotion of what failed', failed, { v, type: 'step.promoted', step: build, attempt: 1, by, reason: null }],
    [
      'a promotion of what never started',
      fresh,
      { v, type: 'step.promoted', step: build, attempt: 1, by, reason: null },
    ],
    [
      'an extension of an older attempt',
      fold(failed, { v, type: 'step.repeated', step: build, attempt: 1, by }),
      { v, type: 'step.extended', step: build, attempt: 1, millis: 1, by, reason: null },
    ],
    ['what a later attempt of an analysis measured', running.release(), measuredBuild(2)],
    ['what an analysis measured that is over', failed, measuredBuild(1)],
    ['a gate that is not open', fresh, { v, type: 'gate.passed', step: gate, digest: fresh.digest }],
    [
      'a countdown during a rollback',
      rollingBack,
      { v, type: 'rollback.scheduled', at: late, because: api, reason: 'x' },
    ],
    ['a stop where nothing counts', rolling, { v, type: 'rollback.stopped', by, reason: 'x' }],
    ['a stop during a rollback', rollingBack, { v, type: 'rollback.stopped', by, reason: 'x' }],
    ['a second start of a rollback', rollingBack, { v, type: 'rollback.started', by: people.jonas, reason: 'y' }],
    ['a new plan during a rollback', rollingBack, replanned],
    ['an end after the end', cancelled, { v, type: 'release.completed' }],
    ['a hold after the end', cancelled, { v, type: 'release.held', by, reason: 'x' }],
    ['a rollback after the end', cancelled, { v, type: 'rollback.started', by, reason: 'x' }],
    ['an approval after the end', cancelled, approved],
    ['a new plan after the end', cancelled, replanned],
  ])('%s', (_what, release, event) => {
    expect(fold(release, event)).toEqual({ ...release, seq: release.seq + 1, updatedAt: late });
  });

  it('an event before the proposal', () => {
    expect(foldRelease(null, { v, type: 'release.completed' }, late)).toBeNull();
  });
});

describe('foldLog', () => {
  it('gives the state that was reached event by event, from every prefix', () => {
    const story = aRelease().run().approve(by).run('production/deploy/web').fail('production/deploy/web', 'no').run();
    expect(foldLog(story.events())).toEqual(story.release());
    for (let length = 0; length <= story.events().length; length += 1)
      expect(() => foldLog(story.events().slice(0, length))).not.toThrow();
  });

  it('gives null for an empty log', () => {
    expect(foldLog([])).toBeNull();
  });
});
