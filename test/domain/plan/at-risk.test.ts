import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { assessRisk } from '#domain/risk/assess-risk.ts';
import type { Risk } from '#domain/risk/risk.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { aProject, aRelease, someFacts } from '../../support/a-release.ts';
import { readBlocks } from '../../support/read-blocks.ts';

const risk = (more: Partial<Parameters<typeof assessRisk>[0]> = {}): Risk =>
  assessRisk({
    changes: 30,
    migrations: 1,
    breaking: 1,
    days: 40,
    failures: { failed: 1, of: 5 },
    hour: 'working',
    ...more,
  });

const project = aProject({
  environments: [
    { name: 'staging' },
    {
      name: 'production',
      approvals: [{ roles: ['release-lead'] }],
      approvalsAtRisk: {
        medium: [{ roles: ['qa'] }],
        high: [{ roles: ['sre'], count: 2 }],
        critical: [{ roles: ['cto'] }],
      },
    },
  ],
});

const gateOf = (facts: Parameters<typeof someFacts>[0]) => {
  const outcome = compilePlan(someFacts({ project, ...facts }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  const gate = outcome.plan.steps.find((step) => step.id === 'production/approval')?.gate;
  return gate?.kind === 'approval' ? gate.rules.map(({ roles }) => roles.join()) : [];
};

describe('the approvals of an environment', () => {
  it.each<readonly [string, Risk | null, readonly string[]]>([
    ['low', risk({ changes: 1, migrations: 0, breaking: 0, days: 1 }), ['release-lead']],
    ['medium', risk({ breaking: 0 }), ['release-lead', 'qa']],
    ['high', risk(), ['release-lead', 'qa', 'sre']],
    ['not weighed', null, ['release-lead']],
  ])('are more where the policy says so: risk %s', (_level, weighed, roles) => {
    expect(gateOf({ risk: weighed })).toEqual(roles);
  });

  it('are no more for a rollback', () => {
    expect(gateOf({ risk: risk(), intent: 'rollback', environments: ['production'] })).not.toContain('sre');
  });

  it('change the digest with the risk, which is in the plan', () => {
    const digests = [risk(), risk({ changes: 60 })].map((weighed) => {
      const outcome = compilePlan(someFacts({ risk: weighed }));
      return outcome.kind === 'plan' ? outcome.digest : null;
    });
    expect(digests[0]).not.toBe(digests[1]);
  });
});

it('shows the risk on the card, line by line in the thread, and at the gate why more people are asked', () => {
  const drawings = drawRelease(aRelease({ project, risk: risk() }).run().picture());
  const textOf = (slot: string): string => readBlocks(drawings.find((one) => one.slot === slot)?.blocks ?? []);
  expect(textOf('card')).toContain('Risk: high, 52 of 100.');
  expect(textOf('card')).toContain('Because the risk is high, 52 of 100, qa or sre must approve, too');
  for (const line of [
    'Risk high, 52 of 100',
    '30 commits: 14 points',
    '1 database migration: 12 points',
    '1 breaking change: 12 points',
    '40 days since the last release: 10 points',
    '1 of the last 5 releases of these services taken back: 4 points',
    'Asked for in working hours: no points',
  ])
    expect(textOf('detail')).toContain(line);
});
