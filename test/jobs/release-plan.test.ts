import { expect, it } from 'vitest';
import type { ReleasePlanOutcome } from '#domain/proposal/release-plan-outcome.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { releasePlanJob } from '#jobs/release-plan.ts';
import { aRelease, people } from '../support/a-release.ts';
import { planned } from '../support/planned.ts';

const job = {
  name: 'release-plan',
  id: 'release-plan-1',
  request: {
    project: 'shop',
    version: '1.5.0' as never,
    date: null,
    services: null,
    environments: null,
    strategy: null,
    migrationRequired: null,
    rollback: null,
  },
  actor: people.mira,
  replyTo: { kind: 'return' },
  channel: 'C0RELEASES',
} as const;

function answers(outcome: ReleasePlanOutcome) {
  const told: string[] = [];
  const ports = planned<JobPorts>('ports', {
    makeReleasePlan: async () => outcome,
    publish: async (_to, { words }) => {
      told.push('published');
      return { how: 'done', text: words.text };
    },
    reply: async (_to, words, how = 'done') => {
      told.push(`replied ${how}`);
      return { how, text: words.text };
    },
  });
  return { told, run: () => releasePlanJob(ports)(job as never) };
}

it('publishes the plan where it was asked for', async () => {
  const draft = aRelease().release();
  const { told, run } = answers({ kind: 'planned', draft, date: null, warnings: [], migration: null });
  expect((await run()).text).toContain('Plan of shop 1.5.0: 3 services through staging, production.');
  expect(told).toEqual(['published']);
});

it('tells a refusal to the person alone', async () => {
  const { told, run } = answers({ kind: 'date_past', date: '2026-11-15', today: '2026-11-21' });
  expect((await run()).text).toContain('2026-11-15');
  expect(told).toEqual(['replied refused']);
});
