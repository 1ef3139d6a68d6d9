import { z } from 'zod';

/**
 * What a plan is for: to bring a version out, to take one back, to go the way there and back as an exercise, or only to look whether a
 * version may go out. The last two bring nothing out: they are no release of their version and leave no other version running.
 */
export const Intent = z.enum(['release', 'rollback', 'rehearsal', 'validation']);
export type Intent = z.infer<typeof Intent>;
