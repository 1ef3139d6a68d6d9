import { z } from 'zod';
import { Name } from '../ids.ts';
import { moveKinds } from '../moves/move.ts';
import { SlackUser } from './roles.ts';

/** Everything the command line can ask for: two questions, the two requests that make a release, and every move. */
export const cliVerbs = ['status', 'why', 'release', 'rollback', ...moveKinds] as const;

/** One of them. */
export const CliVerb = z.enum(cliVerbs);
export type CliVerb = z.infer<typeof CliVerb>;

/** Who may say `--as <name>`. An identity with neither `osUsers` nor `tokenSha256` admits nobody. */
export const CliIdentity = z
  .strictObject({
    user: SlackUser.describe('Slack user id the person acts as, so that one person is one person from both doors.'),
    osUsers: z
      .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, 'expected a user name of the operating system'))
      .default([])
      .describe('Users of the operating system who may act as this person.'),
    tokenSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 of a token, 64 hexadecimal digits in lower case')
      .optional()
      .describe('SHA-256 of the token in FAIRLEAD_CLI_TOKEN that admits whoever holds it.'),
    roles: z
      .array(Name)
      .default([])
      .describe('Roles held on the command line without asking Slack; without any, Slack is asked, and has to answer.'),
    email: z
      .email('expected a mail address')
      .optional()
      .describe('Address in the person’s commits, for the rule on authors; required beside roles.'),
  })
  .refine((identity) => identity.roles.length === 0 || identity.email !== undefined, {
    message: 'expected a mail address beside roles, so that the rule on authors can be kept without Slack',
    path: ['email'],
  });
export type CliIdentity = z.infer<typeof CliIdentity>;

/** What the command line may do and as whom, for the day Slack is down. Roles and gates are judged as they are in Slack. */
export const CliPolicy = z.strictObject({
  identities: z.record(Name, CliIdentity).default({}).describe('People of the command line, by the name after --as.'),
  allow: z
    .array(CliVerb)
    .default(['status', 'why', 'hold', 'rollback'])
    .describe('What the command line may be used for.'),
});
export type CliPolicy = z.infer<typeof CliPolicy>;
