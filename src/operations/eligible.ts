import type { StepId } from '#domain/ids.ts';
import type { Eligible } from '#domain/picture.ts';
import type { Step } from '#domain/plan/step.ts';
import { type ApprovalGate, approvalFault, approverFault } from '#domain/release/approvals.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Directory } from '#ports/directory.ts';

/** Resolves the roles of every open gate and leaves out the requester, authors and those who have approved already. */
export function createEligibleFor(ports: {
  readonly configuration: Configuration;
  readonly directory: Directory;
  readonly clock: Clock;
}) {
  return async (release: Release): Promise<Eligible> => {
    const found = new Map<StepId, readonly string[]>();
    if (release.ending !== null) return found;
    for (const step of release.plan.steps) {
      if (step.gate?.kind !== 'approval' || stateOf(release, step.id).status !== 'open') continue;
      found.set(step.id, await eligibleAt(ports, release, step, step.gate));
    }
    return found;
  };
}

async function eligibleAt(
  ports: { readonly configuration: Configuration; readonly directory: Directory; readonly clock: Clock },
  release: Release,
  step: Step,
  gate: ApprovalGate,
): Promise<readonly string[]> {
  const held = new Map<string, string[]>();
  for (const role of new Set(gate.rules.flatMap((rule) => rule.roles))) {
    const config = ports.configuration.roles()[role];
    const members = config === undefined ? [] : await ports.directory.membersOf(config);
    for (const user of members) held.set(user, [...(held.get(user) ?? []), role]);
  }
  const now = ports.clock.now();
  const given = release.approvals.filter(
    (approval) => approval.step === step.id && approvalFault(release, gate, approval, now) === null,
  );
  const hasApproved = new Set(
    given.flatMap((approval) => (approval.by.kind === 'automatic' ? [] : [approval.by.user])),
  );
  const people: string[] = [];
  for (const [user, roles] of held) {
    if (hasApproved.has(user)) continue;
    const email = (await ports.directory.person(user))?.email ?? null;
    if (approverFault(release, gate, { by: { kind: 'slack', user }, roles, email }) === null) people.push(user);
  }
  return people.sort();
}
