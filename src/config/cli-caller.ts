import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor } from '#domain/actor.ts';
import type { CliPolicy, CliVerb } from '#domain/project/cli-policy.ts';
import { suggestion } from './describe-issue.ts';

export type CliCaller =
  | { readonly kind: 'admitted'; readonly actor: Extract<Actor, { kind: 'cli' }> }
  | { readonly kind: 'refused'; readonly why: string };

export type CliCall = {
  /** The name after `--as`. */
  readonly as: string;
  readonly verb: CliVerb;
  /** User of the operating system that runs the command, from the process, not from its environment. */
  readonly osUser: string;
  /** FAIRLEAD_CLI_TOKEN. */
  readonly token: string | undefined;
};

/** Says who a caller of the command line is, or why they may not be. What they may do to a release is judged later, by their roles. */
export function admitCaller(policy: CliPolicy, call: CliCall): CliCaller {
  const names = Object.keys(policy.identities);
  const identity = Object.hasOwn(policy.identities, call.as) ? policy.identities[call.as] : undefined;
  if (!policy.allow.includes(call.verb)) {
    return refused(
      `The command line may not be used for ${call.verb}, only for ${policy.allow.join(', ')}. Add "${call.verb}" to cli.allow, or do it in Slack.`,
    );
  }
  if (identity === undefined) {
    return refused(`There is no command line identity "${call.as}" in cli.identities; ${suggestion(call.as, names)}`);
  }
  const isAdmitted = identity.osUsers.includes(call.osUser) || holdsToken(identity.tokenSha256, call.token);
  if (!isAdmitted) {
    return refused(
      `The user ${call.osUser} of this machine may not act as ${call.as}. Add it to cli.identities.${call.as}.osUsers, or set FAIRLEAD_CLI_TOKEN to the token of ${call.as}.`,
    );
  }
  return { kind: 'admitted', actor: { kind: 'cli', user: identity.user, name: call.as } };
}

function holdsToken(expected: string | undefined, token: string | undefined): boolean {
  if (expected === undefined || token === undefined) return false;
  const given = createHash('sha256').update(token).digest();
  return timingSafeEqual(given, Buffer.from(expected, 'hex'));
}

function refused(why: string): CliCaller {
  return { kind: 'refused', why };
}
