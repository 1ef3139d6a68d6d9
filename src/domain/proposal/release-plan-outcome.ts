import type { Release } from '../release/release.ts';
import type { ProposeRefusal, ProposeWarning } from './propose-outcome.ts';

/** What comes of `/release-plan`. */
export type ReleasePlanOutcome =
  | {
      readonly kind: 'planned';
      /** The release as it would stand if it were proposed now. */
      readonly draft: Release;
      readonly date: string | null;
      readonly warnings: readonly ProposeWarning[];
      /** Whether a migration was expected and is in it; null where nothing was expected or paths do not tell. */
      readonly migration: 'expected_and_found' | 'expected_and_missing' | 'unexpected' | null;
    }
  | { readonly kind: 'refused'; readonly refusal: ProposeRefusal }
  | { readonly kind: 'date_past'; readonly date: string; readonly today: string };
