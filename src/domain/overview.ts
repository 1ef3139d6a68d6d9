import type { OpenBreaker } from './project-log/open-breaker.ts';
import type { ListedRelease } from './project-log/project-record.ts';
import type { Release } from './release/release.ts';

/** What runs of a service in an environment, and since when (epoch milliseconds). */
export type RunningService = {
  readonly environment: string;
  readonly service: string;
  readonly version: string | null;
  readonly since: number | null;
};

export type ProjectOverview = {
  readonly name: string;
  readonly open: readonly Release[];
  /** Ended releases, newest first, at most ten. */
  readonly recent: readonly ListedRelease[];
  readonly running: readonly RunningService[];
  /** Services whose circuit breaker is open; absent where none is. */
  readonly breakers?: readonly OpenBreaker[];
};

/** What the App Home and `/release status` show. `waitingForYou` are open releases with a question this person can answer. */
export type Overview = {
  readonly projects: readonly ProjectOverview[];
  readonly waitingForYou: readonly Release[];
  readonly now: number;
};
