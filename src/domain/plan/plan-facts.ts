import type { Digest, ReleaseId, Sha } from '../ids.ts';
import type { Migration } from '../migrations/migration.ts';
import type { Project } from '../project/project.ts';
import type { Certificate } from '../rehearsal/certificate.ts';
import type { Risk } from '../risk/risk.ts';
import type { Intent } from './intent.ts';
import type { Neighbour } from './neighbour.ts';
import type { Baseline, Override, Plan, PlannedCommit } from './plan.ts';
import type { RolloutSettings } from './rollout-settings.ts';
import type { StageAbility } from './stage.ts';

/** What the compiler must be told: read from the repository, the configuration and the deploy targets, never guessed. */
export type PlanFacts = {
  readonly release: ReleaseId;
  readonly intent: Intent;
  readonly projectName: string;
  readonly project: Project;
  readonly configDigest: Digest;
  readonly revision: number;
  readonly version: string;
  /** The service or group whose version it is; null or absent where the version is the project's. */
  readonly unit?: string | null;
  readonly isHotfix?: boolean;
  readonly previous: string | null;
  readonly tag: string;
  readonly source: Sha;
  readonly since: Sha | null;
  readonly leftOut: Sha | null;
  /** Where the version has its tag already: who tagged what. Null or absent where the release makes it. */
  readonly tagged?: Plan['tagged'] | null;
  /** Epoch milliseconds of the request: the date of the release commit, so that preparing it again gives the same sha. */
  readonly requestedAt: number;
  readonly services: readonly string[];
  readonly environments: readonly string[];
  /** Strategy for every environment, when the person chose one. */
  readonly strategy: string | null;
  /** What a person asked for in place of the configuration; it is in `project` already. */
  readonly settings?: RolloutSettings | null;
  readonly baseline: readonly Baseline[];
  /** Whether a service's deployer can take it away again: the way back from a first deployment. */
  readonly canRemove: (service: string) => boolean;
  /** The stages besides the whole that a service's deployer can do; none when left out. */
  readonly stagesOf?: (service: string) => readonly StageAbility[];
  /** Whether a service's deployer can run a fresh deployment of the old version beside a share; none can when left out. */
  readonly hasBaseline?: (service: string) => boolean;
  /** The database migrations of the range; none when left out. */
  readonly migrations?: readonly Migration[];
  /** What is known of the project's rehearsals; none when left out. */
  readonly certificates?: readonly Certificate[];
  readonly commits: readonly PlannedCommit[];
  readonly commitCount: number;
  readonly authors: readonly string[];
  readonly changelog: string;
  readonly notes: string;
  readonly notesFor?: Plan['notesFor'];
  readonly notesForge?: Plan['notesForge'];
  readonly overrides: readonly Override[];
  /** Services beside it that differ between its last two environments; none when left out. */
  readonly neighbours?: readonly Neighbour[];
  /** How risky it is; absent for a rollback. */
  readonly risk?: Risk | null;
  /** For a rollback: whether its requester may roll back without an approval. */
  readonly isApproved: boolean;
};
