import { stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 2. A gate is passed only with enough different people, each allowed by the policy, none the requester or (unless the policy allows) an
 * author. Counted from the raw log by trying every seating, not by the code under test.
 */
export function watchApprovers(world: World): void {
  world.observers.push((subject, event) => {
    if (event.type !== 'gate.passed') return;
    const gate = stepOf(subject.release, event.step)?.gate;
    if (gate?.kind !== 'approval') return;
    const people = validApprovals(subject, event.step, event.digest, gate, world.now);
    const seats = gate.rules.flatMap((rule) => Array.from({ length: rule.count }, () => rule.roles));
    if (!canSeat(seats, people))
      report(
        world,
        'approvers-count-once-and-may',
        `${event.step} passed with ${people.length} valid people for ${seats.length} seats`,
      );
  });
}

type Gate = { readonly selfApproval: boolean; readonly authorApproval: boolean; readonly expires: number };

function validApprovals(
  subject: Subject,
  step: string,
  digest: string,
  gate: Gate,
  now: number,
): readonly (readonly string[])[] {
  const seen = new Map<string, readonly string[]>();
  const requester = subject.release.requestedBy;
  for (const { at, body } of subject.log) {
    if (body.type !== 'gate.approved' || body.step !== step || body.digest !== digest || body.by.kind === 'automatic')
      continue;
    const isOwn = requester.kind !== 'automatic' && requester.user === body.by.user;
    const isAuthor = body.email !== null && subject.release.plan.authors.includes(body.email);
    if (now - at >= gate.expires || (isOwn && !gate.selfApproval) || (isAuthor && !gate.authorApproval)) continue;
    seen.set(body.by.user, body.roles);
  }
  return [...seen.values()];
}

function canSeat(seats: readonly (readonly string[])[], people: readonly (readonly string[])[]): boolean {
  const [seat, ...others] = seats;
  if (seat === undefined) return true;
  return people.some(
    (roles, index) =>
      seat.some((role) => roles.includes(role)) &&
      canSeat(
        others,
        people.filter((_, at) => at !== index),
      ),
  );
}
