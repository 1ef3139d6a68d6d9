import type { Millis } from '../ids.ts';
import type { Verdict } from './verdict.ts';

/** What the last validation of a version came to, and when. */
export type Validated = Pick<Verdict, 'isReady' | 'passed' | 'of'> & { readonly at: Millis };
