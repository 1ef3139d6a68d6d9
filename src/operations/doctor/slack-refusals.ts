import { couldNotCheck, type Verdict } from '#domain/doctor/finding.ts';
import type { SlackLook } from '#ports/slack-inspection.ts';

/** Slack's error words for a token it does not accept. */
export const badToken =
  /^(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|not_allowed_token_type|no_permission)$/;

/**
 * The verdict of a look that says nothing about the thing asked for: no answer, a token that does not work, a missing scope. Null for
 * every other refusal, which the caller words.
 */
export function nothingSeen(look: Exclude<SlackLook<unknown>, { kind: 'seen' }>): Verdict | null {
  if (look.kind !== 'refused') return couldNotCheck(look.why);
  if (badToken.test(look.reason)) return couldNotCheck('The bot token does not work.');
  if (look.reason === 'missing_scope') return couldNotCheck(`The bot token lacks ${scopesOf(look.needed)}.`);
  return null;
}

/** The scopes Slack named, in a sentence. */
export function scopesOf(needed: readonly string[]): string {
  return needed.length === 0 ? 'a scope' : needed.join(' or ');
}
