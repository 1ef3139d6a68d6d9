import { describe, expect, it } from 'vitest';
import { assessRisk, levelOf, type RiskFacts } from '#domain/risk/assess-risk.ts';
import { isAtLeast, Risk, type RiskFactor } from '#domain/risk/risk.ts';

const calm: RiskFacts = {
  changes: 0,
  migrations: 0,
  breaking: 0,
  days: 1,
  failures: { failed: 0, of: 10 },
  hour: 'working',
};
const worst: RiskFacts = {
  changes: 400,
  migrations: 9,
  breaking: 7,
  days: null,
  failures: { failed: 10, of: 10 },
  hour: 'outside',
};

const pointsOf = (facts: RiskFacts, factor: RiskFactor) =>
  assessRisk(facts).lines.find((line) => line.factor === factor)?.points;

describe('assessRisk', () => {
  it.each<readonly [string, Partial<RiskFacts>, RiskFactor, number]>([
    ['one commit', { changes: 1 }, 'changes', 2],
    ['five commits', { changes: 5 }, 'changes', 2],
    ['six commits', { changes: 6 }, 'changes', 8],
    ['21 commits', { changes: 21 }, 'changes', 14],
    ['51 commits', { changes: 51 }, 'changes', 20],
    ['a migration', { migrations: 1 }, 'migrations', 12],
    ['two migrations', { migrations: 2 }, 'migrations', 20],
    ['a breaking change', { breaking: 1 }, 'breaking', 12],
    ['two breaking changes', { breaking: 2 }, 'breaking', 20],
    ['a week since the last release', { days: 7 }, 'age', 0],
    ['eight days since', { days: 8 }, 'age', 5],
    ['31 days since', { days: 31 }, 'age', 10],
    ['no release before', { days: null }, 'age', 10],
    ['one of ten taken back', { failures: { failed: 1, of: 10 } }, 'failures', 2],
    ['one of three taken back', { failures: { failed: 1, of: 3 } }, 'failures', 7],
    ['nothing known of earlier ones', { failures: { failed: 0, of: 0 } }, 'failures', 0],
    ['the day before the weekend', { hour: 'last-day' }, 'hour', 5],
    ['the night', { hour: 'outside' }, 'hour', 10],
  ])('counts %s', (_what, more, factor, points) => {
    expect(pointsOf({ ...calm, ...more }, factor)).toBe(points);
  });

  it('is the sum of its lines, from 0 to 100', () => {
    expect(assessRisk(calm)).toMatchObject({ score: 0, level: 'low' });
    expect(assessRisk(worst)).toMatchObject({ score: 100, level: 'critical' });
    const some = assessRisk({ ...calm, changes: 30, migrations: 1, hour: 'outside' });
    expect(some.score).toBe(some.lines.reduce((sum, { points }) => sum + points, 0));
    expect(Risk.parse(some)).toEqual(some);
  });

  it.each([
    [0, 'low'],
    [24, 'low'],
    [25, 'medium'],
    [49, 'medium'],
    [50, 'high'],
    [74, 'high'],
    [75, 'critical'],
    [100, 'critical'],
  ])('%i is %s', (score, level) => {
    expect(levelOf(score)).toBe(level);
  });

  it('knows which level is the higher', () => {
    expect(isAtLeast('high', 'medium')).toBe(true);
    expect(isAtLeast('high', 'high')).toBe(true);
    expect(isAtLeast('medium', 'high')).toBe(false);
  });
});
