import { z } from 'zod';
import { Name } from '../ids.ts';

/** A person's id in the workspace. */
export const SlackUser = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'expected a Slack user id such as U012AB3CD');
export type SlackUser = z.infer<typeof SlackUser>;

/** Who holds a role: Slack user ids and user group ids. A role without any admits nobody. */
export const RoleConfig = z.strictObject({
  users: z.array(SlackUser).default([]).describe('Slack user ids.'),
  groups: z
    .array(z.string().regex(/^S[A-Z0-9]{2,}$/, 'expected a Slack user group id such as S012AB3CD'))
    .default([])
    .describe('Slack user group ids.'),
});
export type RoleConfig = z.infer<typeof RoleConfig>;

/** Roles by name, as in `fairlead.yml`. */
export const Roles = z.record(Name, RoleConfig);
export type Roles = z.infer<typeof Roles>;
