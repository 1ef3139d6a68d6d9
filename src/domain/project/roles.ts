import { z } from 'zod';
import { Name } from '../ids.ts';

/** Who holds a role: Slack user ids and user group ids. A role without any admits nobody. */
export const RoleConfig = z.strictObject({
  users: z.array(z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'expected a Slack user id such as U012AB3CD')).default([]),
  groups: z.array(z.string().regex(/^S[A-Z0-9]{2,}$/, 'expected a Slack user group id such as S012AB3CD')).default([]),
});
export type RoleConfig = z.infer<typeof RoleConfig>;

/** Roles by name, as in `fairlead.yml`. */
export const Roles = z.record(Name, RoleConfig);
export type Roles = z.infer<typeof Roles>;
