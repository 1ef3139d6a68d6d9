import { z } from 'zod';
import type { DirectoryPerson } from '#ports/directory.ts';

/** What Fairlead reads of Slack's user object (users.info, users.list). */
export const SlackUser = z.object({
  id: z.string(),
  name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  real_name: z.string().optional(),
  profile: z
    .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
    .default({}),
});
export type SlackUser = z.infer<typeof SlackUser>;

/** True for guests of the workspace and for people of other organisations in shared channels. */
export function isGuest(user: SlackUser): boolean {
  return user.is_restricted || user.is_ultra_restricted || user.is_stranger;
}

/** Whether a user may hold a role at all: not deactivated, not a guest or a stranger, not a bot. */
export function canHoldRole(user: SlackUser): boolean {
  return !user.deleted && !user.is_bot && !isGuest(user);
}

/** A Slack user in the words of the port; the name is the one people see in Slack. */
export function directoryPerson(user: SlackUser): DirectoryPerson {
  const names = [user.profile.display_name, user.profile.real_name, user.real_name, user.name];
  return {
    user: user.id,
    name: names.find((name) => name !== undefined && name.trim() !== '') ?? user.id,
    email: user.profile.email ?? null,
    isGuest: isGuest(user),
  };
}
