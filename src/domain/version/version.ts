import { z } from 'zod';
import { isVersion } from './grammar.ts';

/** A version as SemVer 2.0.0 writes it, `1.5.0` or `2.0.0-rc.1`. */
export const Version = z
  .string()
  .refine(isVersion, { message: 'expected a SemVer 2.0.0 version such as 1.5.0' })
  .brand('Version');
export type Version = z.infer<typeof Version>;
