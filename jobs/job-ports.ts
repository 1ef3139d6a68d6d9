import type { Act } from '#operations/act.ts';
import type { Advance } from '#operations/advance.ts';
import type { createEligibleFor } from '#operations/eligible.ts';
import type { createReleaseModalData } from '#operations/modals/release-modal-data.ts';
import type { createRollbackModalData } from '#operations/modals/rollback-modal-data.ts';
import type { createOverview } from '#operations/overview.ts';
import type { Propose } from '#operations/propose/propose.ts';
import type { Publish } from '#operations/publish.ts';
import type { ReleaseLog } from '#operations/release-log.ts';
import type { Reply } from '#operations/reply.ts';
import type { RequestRollback } from '#operations/rollback/request-rollback.ts';
import type { RunStep } from '#operations/steps/run-step.ts';
import type { Clock } from '#ports/clock.ts';
import type { Messenger } from '#ports/messenger.ts';

/** Every operation the jobs call, composed by the front door. */
export type JobPorts = {
  readonly propose: Propose;
  readonly requestRollback: RequestRollback;
  readonly act: Act;
  readonly advance: Advance;
  readonly runStep: RunStep;
  readonly render: (release: Parameters<Advance>[0]) => Promise<void>;
  readonly sweep: () => Promise<void>;
  readonly overview: ReturnType<typeof createOverview>;
  readonly releases: ReleaseLog;
  readonly eligibleFor: ReturnType<typeof createEligibleFor>;
  readonly releaseModalData: ReturnType<typeof createReleaseModalData>;
  readonly rollbackModalData: ReturnType<typeof createRollbackModalData>;
  readonly reply: Reply;
  readonly publish: Publish;
  readonly messenger: Pick<Messenger, 'updateView' | 'publishHome'>;
  readonly clock: Clock;
};
