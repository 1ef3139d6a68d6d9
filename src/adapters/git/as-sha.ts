import type { Sha } from '#domain/ids.ts';
import { isSha } from '#domain/is-sha.ts';
import { ReleaseError } from '#errors.ts';

/** An object name as git printed it. Throws GIT_FAILED for anything else: then it was not git that printed it. */
export function asSha(text: string | undefined): Sha {
  if (text !== undefined && isSha(text)) return text;
  const shown = JSON.stringify((text ?? '').slice(0, 80));
  throw new ReleaseError(
    'GIT_FAILED',
    'fatal',
    `Git printed ${shown} where a commit was expected. Update git and try again.`,
  );
}
