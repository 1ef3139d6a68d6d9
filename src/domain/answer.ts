import { z } from 'zod';

/** What a job that a person asked for gives back: the words they were told, and whether it did what was asked. */
export const Answer = z.strictObject({ how: z.enum(['done', 'refused']), text: z.string() });
export type Answer = z.infer<typeof Answer>;
