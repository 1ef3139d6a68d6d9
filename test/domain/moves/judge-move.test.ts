import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { judgeMove } from '#domain/moves/judge-move.ts';
import { legalMoves } from '#domain/moves/legal-moves.ts';
import { type MoveKind, moveKinds } from '#domain/moves/move.ts';
import type { MoveOutcome, MoveRefusal } from '#domain/moves/move-outcome.ts';
import { needsReason } from '#domain/moves/needs-reason.ts';
import type { Release } from '#domain/release/release.ts';
import { otherDigest } from '../release/a-gate.ts';
import { persons, pressOf, states } from './states.ts';

const codes: Readonly<Record<string, 'accepted' | 'already' | 'replan' | MoveRefusal['code']>> = {
  '+': 'accepted',
  '=': 'already',
  '~': 'replan',
  '.': 'not_legal_now',
  x: 'not_permitted',
  o: 'own_release',
  c: 'own_commits',
  p: 'plan_changed',
  e: 'release_ended',
};

type Rows = Partial<Record<MoveKind, string>>;

const operators = '+ x x x + + x x';
const anyone = '+ + + + + + + x';
const known = '= = = = = = = =';

/**
 * Who may press what in which state. Columns: requester, approver, second role, author, commander, manager, stranger, automatic. A move
 * that is left out is legal for nobody; in an ended release it is told so.
 */
const table: Readonly<Record<string, Rows>> = {
  preparing: { hold: anyone, resume: known, cancel: operators },
  'at the gate': {
    approve: 'o + + c x x x x',
    reject: '+ + + + x x x x',
    hold: anyone,
    resume: known,
    'roll-back': operators,
  },
  'at the gate, drifted': {
    approve: 'p p p p p p p p',
    reject: 'p p p p p p p p',
    hold: anyone,
    resume: known,
    'roll-back': operators,
    'take-new-commits': '~ ~ ~ ~ x ~ x x',
    'keep-approved-commit': '~ ~ ~ ~ x ~ x x',
  },
  held: {
    approve: 'o + + c x x x x',
    reject: '+ + + + x x x x',
    resume: anyone,
    'roll-back': operators,
  },
  'build failed': {
    hold: anyone,
    resume: known,
    cancel: operators,
    'retry-step': operators,
    'accept-step': 'x x x x + + x x',
  },
  'rolling out': { hold: anyone, resume: known, 'roll-back': operators },
  'deployment unknown': {
    hold: anyone,
    resume: known,
    'step-happened': operators,
    'run-step-again': operators,
    'roll-back': operators,
  },
  'baking a stage': {
    hold: anyone,
    resume: known,
    'roll-back': operators,
    promote: 'x x + x + + x x',
    extend: anyone,
  },
  'a rule announced': {
    hold: anyone,
    resume: known,
    'roll-back': operators,
    promote: 'x x + x + + x x',
    extend: anyone,
    agree: anyone,
    disagree: anyone,
  },
  'a rule announced, and found right': {
    hold: anyone,
    resume: known,
    'roll-back': operators,
    promote: 'x x + x + + x x',
    extend: anyone,
    agree: '+ + + + = + + x',
    disagree: anyone,
  },
  'baking a stage, counting down': {
    hold: anyone,
    resume: known,
    'stop-countdown': operators,
    'roll-back-now': operators,
  },
  'analysis undecided': {
    hold: anyone,
    resume: known,
    'step-happened': operators,
    'run-step-again': operators,
    'roll-back': operators,
  },
  'stage promoted': { hold: anyone, resume: known, 'roll-back': operators, promote: '. . . . = . . .' },
  'held by the breaker': { 'close-breaker': 'x x x x + + x x', 'roll-back': operators },
  'breaker closed': { hold: anyone, resume: known, 'close-breaker': '. . . . . = . .', 'roll-back': operators },
  'counting down': {
    hold: anyone,
    resume: known,
    'retry-step': operators,
    'accept-step': 'x x x x + + x x',
    'stop-countdown': operators,
    'roll-back-now': operators,
  },
  'countdown stopped': {
    hold: anyone,
    resume: known,
    'retry-step': operators,
    'accept-step': 'x x x x + + x x',
    'roll-back': operators,
  },
  'rolling back': { resume: known, 'roll-back': known, 'roll-back-now': known },
  'rollback step failed': {
    resume: known,
    'retry-step': operators,
    'accept-step': 'x x x x + + x x',
    'roll-back': known,
    'roll-back-now': known,
  },
  'rollback release at its gate': {
    approve: 'o + + c + x x x',
    reject: '+ + + + + x x x',
    hold: anyone,
    resume: known,
    cancel: operators,
  },
  'rollback release failed': {
    hold: anyone,
    resume: known,
    'retry-step': operators,
    'accept-step': 'x x x x + + x x',
    'roll-back': operators,
  },
  released: {},
  cancelled: { cancel: '= e e e e e e e' },
  rejected: { reject: 'e = e e e e e e' },
};

const stateOf = (name: string): Release => {
  const make = states[name];
  if (make === undefined) throw new Error(`There is no state ${name}.`);
  return make();
};

const codeOf = (outcome: MoveOutcome): string => (outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind);

const rows = Object.entries(table).flatMap(([state, moves]) => moveKinds.map((move) => [state, move, moves] as const));

describe('judgeMove', () => {
  it.each(rows)('%s: %s', (state, move, moves) => {
    const release = stateOf(state);
    const row =
      moves[move] ??
      Array(8)
        .fill(release.ending === null ? '.' : 'e')
        .join(' ');
    const request = pressOf(release, move);
    const outcomes = Object.entries(persons).map(([name, person]) => [
      name,
      codeOf(judgeMove(release, request, person, release.updatedAt + 1_000)),
    ]);
    const letters = row.split(' ');
    expect(outcomes).toEqual(Object.keys(persons).map((name, column) => [name, codes[letters[column] ?? '']]));
  });

  it('has a row for every state', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(states).sort());
  });

  it.each(moveKinds)('has a state in which somebody may %s', (move) => {
    expect(Object.values(table).some((moves) => /[+~]/.test(moves[move] ?? ''))).toBe(true);
  });

  it.each(Object.keys(states))('%s: accepts nothing that is not a button', (state) => {
    const release = stateOf(state);
    const legal = new Set(legalMoves(release).map((one) => one.move));
    for (const move of moveKinds.filter((kind) => !legal.has(kind))) {
      const outcomes = Object.values(persons).map((person) =>
        codeOf(judgeMove(release, pressOf(release, move), person, release.updatedAt)),
      );
      expect(outcomes.filter((code) => code === 'accepted' || code === 'replan')).toEqual([]);
    }
  });
});

const approver = persons.approver;
const later = 1_000;

describe('an approval', () => {
  const gate = stateOf('at the gate');
  const press = pressOf(gate, 'approve');
  const judged = (release: Release, request: typeof press, now = release.updatedAt + later): string =>
    approver === undefined ? '' : codeOf(judgeMove(release, request, approver, now));

  it.each([
    ['another digest', { ...press, digest: otherDigest }, 'plan_changed'],
    ['no digest', { ...press, digest: null }, 'plan_changed'],
    ['no step', { ...press, step: null }, 'not_legal_now'],
    ['a step that is no gate', { ...press, step: StepId.parse('prepare/build') }, 'not_legal_now'],
    ['a step nobody knows', { ...press, step: StepId.parse('moon/approval') }, 'not_legal_now'],
  ])('with %s is refused', (_what, request, code) => {
    expect(judged(gate, request)).toBe(code);
  });

  it('given twice is answered, from Slack or the command line, and given again once it has expired', () => {
    const by = { kind: 'cli', user: 'U0AIKO', name: 'aiko' } as const;
    const at = gate.updatedAt;
    const given = {
      step: StepId.parse('production/approval'),
      digest: gate.digest,
      by,
      roles: ['release-lead'],
      email: 'aiko@example.test',
      at,
    };
    const release = { ...gate, approvals: [given] };
    expect(judged(release, press)).toBe('already');
    expect(judged(release, press, at + 86_400_000)).toBe('accepted');
  });

  it('pressed late, after its gate has passed, is answered as given', () => {
    const release = stateOf('rolling out');
    const [given] = release.approvals;
    const outcome = judgeMove(
      release,
      pressOf(release, 'approve'),
      { actor: given?.by ?? { kind: 'automatic', rule: 'none' }, roles: ['release-lead'], email: null },
      release.updatedAt,
    );
    expect(outcome).toEqual({ kind: 'already' });
  });

  it('records who, with which roles and for which plan', () => {
    expect(approver && judgeMove(gate, press, approver, 0)).toEqual({
      kind: 'accepted',
      events: [
        {
          v: 1,
          type: 'gate.approved',
          step: 'production/approval',
          digest: gate.digest,
          by: approver?.actor,
          roles: ['release-lead'],
          email: 'aiko@example.test',
        },
      ],
    });
  });
});

describe('a move that needs a reason', () => {
  const places: Partial<Record<MoveKind, string>> = {
    reject: 'at the gate',
    hold: 'preparing',
    'close-breaker': 'held by the breaker',
    cancel: 'preparing',
    'roll-back': 'rolling out',
    'stop-countdown': 'counting down',
    'accept-step': 'build failed',
    'step-happened': 'deployment unknown',
  };

  it.each(Object.entries(places))('%s is refused without one, %s', (move, state) => {
    const release = stateOf(state);
    const presser = move === 'accept-step' || move === 'close-breaker' ? persons.manager : persons.requester;
    for (const reason of [null, '', '  \n']) {
      const request = { ...pressOf(release, move as MoveKind), reason };
      expect(presser && codeOf(judgeMove(release, request, presser, 0))).toBe('reason_missing');
    }
  });

  it('is each that is listed here and no other', () => {
    expect(moveKinds.filter(needsReason).sort()).toEqual(Object.keys(places).sort());
  });
});
