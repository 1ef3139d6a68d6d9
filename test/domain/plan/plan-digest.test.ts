import { describe, expect, it } from 'vitest';
import { Digest, Sha } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { aCommit, aProject, someFacts } from '../../support/a-release.ts';

function digest(more: Partial<PlanFacts> = {}): string {
  const outcome = compilePlan(someFacts(more));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.digest;
}

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversedKeys(part)]),
  );
}

const environments = (production: Record<string, unknown>) =>
  aProject({ environments: [{ name: 'staging' }, { name: 'production', waitBetween: '30s', ...production }] });

describe('the digest of a plan', () => {
  it('is the same for the same facts, whatever the order of their keys', () => {
    const project = reversedKeys(aProject()) as PlanFacts['project'];
    const order = { services: aProject().services };
    expect(digest({ project: { ...project, ...order } })).toBe(digest());
  });

  it.each<readonly [string, Partial<PlanFacts>]>([
    ['version', { version: '1.5.1', tag: 'v1.5.1' }],
    ['previous version', { previous: '1.4.1' }],
    ['commit', { source: Sha.parse('a'.repeat(40)) }],
    ['commit left out', { leftOut: Sha.parse('b'.repeat(40)) }],
    ['revision', { revision: 2 }],
    ['configuration', { configDigest: Digest.parse('d'.repeat(64)) }],
    ['services', { services: ['api'] }],
    ['environments', { environments: ['staging'] }],
    ['strategy', { strategy: 'immediate' }],
    ['what ran before', { baseline: [{ environment: 'production', service: 'api', version: '1.4.0' }] }],
    ['commits', { commits: [aCommit(9, 'fix', 'something else')] }],
    ['authors', { authors: [] }],
    ['changelog', { changelog: '## [1.5.0]\n' }],
    ['notes', { notes: 'other' }],
    ['overrides', { overrides: [{ rule: 'breaking_change_in_minor', by: 'U0SAM', role: 'lead', reason: 'agreed' }] }],
    ['requested time', { requestedAt: 5 }],
    ['approval rules', { project: environments({ approvals: [{ roles: ['release-lead'], count: 2 }] }) }],
    ['self approval', { project: environments({ approvals: [{ roles: ['release-lead'] }], selfApproval: true }) }],
    ['author approval', { project: environments({ approvals: [{ roles: ['release-lead'] }], authorApproval: true }) }],
    ['expiry', { project: environments({ approvals: [{ roles: ['release-lead'] }], approvalExpires: '1h' }) }],
    ['pause', { project: environments({ approvals: [{ roles: ['release-lead'] }], waitBetween: '31s' }) }],
    ['build command', { project: aProject({ build: [['make']] }) }],
    ['rollback policy', { project: aProject({ rollback: { roles: ['on-call'], countdown: '5s' } }) }],
    ['managers', { project: aProject({ managers: [] }) }],
    ['signing key', { project: aProject({ signing: { format: 'ssh', key: '/keys/release.pub' } }) }],
  ])('changes with the %s', (_what, facts) => {
    expect(digest(facts)).not.toBe(digest());
  });
});
