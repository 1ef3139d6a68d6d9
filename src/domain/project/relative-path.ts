import { z } from 'zod';

/** A path inside the repository: relative, without `..`, backslash, control character or leading dash. */
export const RelativePath = z
  .string()
  .max(512)
  .refine((path) => /^[^\s/\\-][^\\\p{Cc}]*$/u.test(path) && !path.split('/').includes('..'), {
    message: 'expected a path inside the repository, such as services/api/package.json',
  });
