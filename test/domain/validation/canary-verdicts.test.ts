import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import type { Release } from '#domain/release/release.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { canaryVerdicts } from '#domain/validation/canary-verdicts.ts';
import { checkedMigrations, migrationFaults } from '#domain/validation/migration-findings.ts';
import { aProject, aRelease, people } from '../../support/a-release.ts';

const started = { attempt: 1, startedAt: 1, finishedAt: 2 } as const;
const ended = (verdict: string, score: number): StepState => ({
  ...started,
  status: 'succeeded',
  acceptedBy: null,
  result: { verdict, score, mode: 'act', words: '' },
});
const promoted: StepState = {
  ...started,
  status: 'succeeded',
  acceptedBy: null,
  result: null,
  promotedBy: people.aiko,
};
const failed = (code: string): StepState => ({ ...started, status: 'failed', problem: { code, message: 'No.' } });

/** A release whose api was analysed at these stages. */
function analysed(states: readonly StepState[], analysis: Step['params']['analysis'] = {}): Release {
  const release = aRelease().release();
  const steps = states.map((_, index): Step => {
    const { plan } = release;
    return {
      ...(plan.steps[0] as Step),
      id: StepId.parse(`production/analyse/api/${index}`),
      kind: 'analyse',
      environment: 'production',
      service: 'api',
      params: { analysis: analysis ?? null },
    };
  });
  const known = new Map(states.map((state, index) => [StepId.parse(`production/analyse/api/${index}`), state]));
  return { ...release, plan: { ...release.plan, steps }, steps: known };
}

const api = { environment: 'production', service: 'api' };

describe('canaryVerdicts', () => {
  it.each<readonly [string, readonly StepState[], object]>([
    [
      'passes where every stage did, with the lowest score',
      [ended('pass', 98), ended('pass', 91)],
      { verdict: 'pass', score: 91 },
    ],
    ['fails where one stage did', [ended('pass', 98), failed('ANALYSIS_FAILED')], { verdict: 'fail', score: 98 }],
    ['fails where a rule that only tells would have stopped it', [ended('fail', 20)], { verdict: 'fail', score: 20 }],
    [
      'has not enough data where a stage had not',
      [ended('pass', 98), failed('NOT_ENOUGH_DATA')],
      { verdict: 'not_enough_data' },
    ],
    ['says that a person let it pass', [promoted], { verdict: 'passed_by_person', score: null }],
  ])('%s', (_what, states, expected) => {
    expect(canaryVerdicts(analysed(states))).toMatchObject([{ ...api, ...expected }]);
  });

  it('knows nothing of a release that nothing measured', () => {
    expect(canaryVerdicts(analysed([ended('pass', 98)], null))).toEqual([]);
    expect(canaryVerdicts(aRelease().release())).toEqual([]);
  });
});

describe('migrationFaults', () => {
  const project = aProject({
    migrations: ['db/**'],
    database: {
      migrate: ['db', 'up'],
      paths: { destructive: ['db/*_contract.sql'], forwardOnly: ['db/*_expand.sql'] },
    },
  });
  const found = (paths: readonly [string, 'reversible' | 'forward-only' | 'destructive'][]) =>
    checkedMigrations(
      project,
      paths.map(([path, nature]) => ({ path, nature })),
    );

  it('tells whose nature a pattern or a footer says, and whose is only the usual one', () => {
    const declared = found([
      ['db/1_expand.sql', 'forward-only'],
      ['db/2.sql', 'forward-only'],
    ]).map(({ isDeclared }) => isDeclared);
    expect(declared).toEqual([true, false]);
    const withFooter = found([
      ['db/2.sql', 'forward-only'],
      ['commit 4e1c0aa0', 'reversible'],
    ]);
    expect(withFooter.every(({ isDeclared }) => isDeclared)).toBe(true);
  });

  it('finds the missing command for the way back, and phases that nobody can tell apart', () => {
    const migrations = found([
      ['commit 4e1c0aa0', 'reversible'],
      ['db/3_contract.sql', 'destructive'],
    ]);
    expect(migrationFaults(project, migrations).map(({ code }) => code)).toEqual(['no_way_back', 'phases_mixed']);
    expect(migrationFaults({ database: undefined }, migrations)).toEqual([]);
  });
});
