import { z } from 'zod';

/** What a way back means for the data, the least dangerous first. */
export const migrationNatures = ['reversible', 'forward-only', 'destructive'] as const;

/**
 * `reversible`: the version before runs against it, and it can be undone. `forward-only`: the version before runs against it, and it stays.
 * `destructive`: the version before cannot run against it any more.
 */
export const MigrationNature = z.enum(migrationNatures);
export type MigrationNature = z.infer<typeof MigrationNature>;

/** One migration of a range: the file it is in, or `commit 1a2b3c4d` where a footer alone declares it. */
export const Migration = z.strictObject({ path: z.string(), nature: MigrationNature });
export type Migration = z.infer<typeof Migration>;

/** The most dangerous nature among these; null where there is none. */
export function mostDangerous(natures: readonly MigrationNature[]): MigrationNature | null {
  return [...migrationNatures].reverse().find((nature) => natures.includes(nature)) ?? null;
}
