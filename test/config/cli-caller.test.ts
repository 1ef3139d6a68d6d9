import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { admitCaller, type CliCall } from '#config/cli-caller.ts';
import { CliPolicy } from '#domain/project/cli-policy.ts';

const token = 'a-long-token-that-only-jonas-holds';
const policy = CliPolicy.parse({
  identities: {
    mira: { user: 'U0MIRA', osUsers: ['mira', 'deploy'] },
    jonas: { user: 'U0JONAS', tokenSha256: createHash('sha256').update(token).digest('hex') },
    nobody: { user: 'U0SAM' },
  },
});

function call(parts: Partial<CliCall>): CliCall {
  return { as: 'mira', verb: 'rollback', osUser: 'mira', token: undefined, ...parts };
}

it.each([
  [
    'a user of the operating system who is listed',
    call({ osUser: 'deploy' }),
    { kind: 'cli', user: 'U0MIRA', name: 'mira' },
  ],
  [
    'whoever holds the token',
    call({ as: 'jonas', osUser: 'root', token }),
    { kind: 'cli', user: 'U0JONAS', name: 'jonas' },
  ],
])('admits %s', (_who, request, actor) => {
  expect(admitCaller(policy, request)).toEqual({ kind: 'admitted', actor });
});

it.each([
  [
    'a user who is not listed, be it root',
    call({ osUser: 'root' }),
    'The user root of this machine may not act as mira. Add it to cli.identities.mira.osUsers, or set FAIRLEAD_CLI_TOKEN to the token of mira.',
  ],
  [
    'a wrong token',
    call({ as: 'jonas', token: `${token}!` }),
    'The user mira of this machine may not act as jonas. Add it to cli.identities.jonas.osUsers, or set FAIRLEAD_CLI_TOKEN to the token of jonas.',
  ],
  [
    "another identity's token",
    call({ osUser: 'sam', token }),
    'The user sam of this machine may not act as mira. Add it to cli.identities.mira.osUsers, or set FAIRLEAD_CLI_TOKEN to the token of mira.',
  ],
  [
    'everybody as an identity without user or token',
    call({ as: 'nobody', token }),
    'The user mira of this machine may not act as nobody. Add it to cli.identities.nobody.osUsers, or set FAIRLEAD_CLI_TOKEN to the token of nobody.',
  ],
  [
    'a name that is not configured',
    call({ as: 'mirra' }),
    'There is no command line identity "mirra" in cli.identities; did you mean "mira"?',
  ],
  [
    'a name that objects have by themselves',
    call({ as: 'constructor' }),
    'There is no command line identity "constructor" in cli.identities; expected one of mira, jonas, nobody',
  ],
  [
    'a verb that is not allowed',
    call({ verb: 'approve' }),
    'The command line may not be used for approve, only for status, why, hold, rollback. Add "approve" to cli.allow, or do it in Slack.',
  ],
])('refuses %s', (_who, request, why) => {
  expect(admitCaller(policy, request)).toEqual({ kind: 'refused', why });
});
