import { z } from 'zod';

/**
 * Who did something. `slack` and `cli` are people: `user` is their Slack user id where they have one, so that one person
 * is one person from both doors. `automatic` is a rule of Fairlead's own, named so that nothing acts anonymously.
 */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack'), user: z.string().min(1) }),
  z.strictObject({ kind: z.literal('cli'), user: z.string().min(1), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal('automatic'), rule: z.string().min(1) }),
]);
export type Actor = z.infer<typeof Actor>;

/** Tells whether two actors are the same person. An automatic rule is nobody. */
export function isSamePerson(a: Actor, b: Actor): boolean {
  return a.kind !== 'automatic' && b.kind !== 'automatic' && a.user === b.user;
}
