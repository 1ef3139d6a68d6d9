import { z } from 'zod';
import { isRelativePath } from './is-relative-path.ts';

/** A path inside the repository: relative, without `..`, backslash, control character or leading dash. */
export const RelativePath = z.string().max(512).refine(isRelativePath, {
  message: 'expected a path inside the repository, such as services/api/package.json',
});
