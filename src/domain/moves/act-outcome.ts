import type { ProposeRefusal } from '../proposal/propose-outcome.ts';
import type { Release } from '../release/release.ts';
import type { MoveRequest } from './move.ts';
import type { MoveRefusal } from './move-outcome.ts';

/** What became of a press, with the release as it then stood: enough to answer the person in full sentences. */
export type ActOutcome =
  | { readonly kind: 'done'; readonly request: MoveRequest; readonly release: Release }
  | { readonly kind: 'already'; readonly request: MoveRequest; readonly release: Release }
  | {
      readonly kind: 'refused';
      readonly request: MoveRequest;
      readonly release: Release;
      readonly refusal: MoveRefusal;
    }
  /** The new plan could not be made. */
  | {
      readonly kind: 'plan_refused';
      readonly request: MoveRequest;
      readonly release: Release;
      readonly refusal: ProposeRefusal;
    };
