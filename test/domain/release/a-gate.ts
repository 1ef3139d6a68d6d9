import type { Actor } from '#domain/actor.ts';
import { Digest, StepId } from '#domain/ids.ts';
import type { ApprovalGate } from '#domain/release/approvals.ts';
import type { Approval, Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { aProject, aRelease, nineOClock } from '../../support/a-release.ts';

export const gateId = StepId.parse('production/approval');
export const otherDigest = Digest.parse('0'.repeat(64));

export const slack = (user: string): Actor => ({ kind: 'slack', user });
export const cli = (user: string): Actor => ({ kind: 'cli', user, name: user.toLowerCase() });

/** One yes to the production gate, at nine o'clock by a release lead unless told otherwise. */
export type GivenApproval = Partial<Omit<Approval, 'step'>> & { readonly by: Actor };

/** Shop 1.5.0, requested by U0MIRA, at a production gate of this policy with these approvals. */
export function atGate(
  policy: Record<string, unknown>,
  given: readonly GivenApproval[] = [],
): { readonly release: Release; readonly gate: ApprovalGate } {
  const production = { name: 'production', approvals: [{ roles: ['release-lead'] }], ...policy };
  const project = aProject({ environments: [{ name: 'staging' }, production] });
  const release = aRelease({ project }).run().release();
  const gate = stepOf(release, gateId)?.gate;
  if (gate?.kind !== 'approval') throw new Error('There is no approval gate.');
  const approvals = given.map((one) => ({
    step: gateId,
    digest: release.digest,
    roles: ['release-lead'],
    email: 'approver@example.test',
    at: nineOClock,
    ...one,
  }));
  return { release: { ...release, approvals }, gate };
}
