import type { Seat } from '#domain/release/approvals.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';

/** What each rule of a gate still needs: "1 approval by release-lead". Empty when every seat is taken. */
export function missingSeats(seats: readonly Seat[]): readonly Phrase[] {
  return seats.flatMap((seat) => {
    const missing = seat.rule.count - seat.filledBy.length;
    return missing <= 0 ? [] : [say`${plural(missing, 'approval')} by ${rolesOf(seat.rule.roles)}`];
  });
}

/** "release-lead or on-call". */
export function rolesOf(roles: readonly string[]): Phrase {
  return listed(roles, 6, 'or');
}
