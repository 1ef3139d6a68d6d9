import type { Job } from '#domain/job.ts';
import { modalNotice } from '#templates/modals/modal-notice.ts';
import { releaseModal } from '#templates/modals/release-modal.ts';
import { rollbackModal } from '#templates/modals/rollback-modal.ts';
import type { JobPorts } from './job-ports.ts';

/** Fills the `/release` modal that was opened empty. A modal closed meanwhile stays closed. */
export function fillReleaseModalJob({ releaseModalData, messenger }: JobPorts) {
  return async (job: Extract<Job, { name: 'fill-release-modal' }>): Promise<void> => {
    const data = await releaseModalData(job.project, job.services);
    const view =
      data === null
        ? modalNotice('Release', `The project ${job.project} or its branch cannot be found.`)
        : releaseModal(data, job);
    await messenger.updateView({ externalId: job.externalId }, view);
  };
}

/** Fills the `/rollback` modal, first and after each change of what is to be rolled back. */
export function fillRollbackModalJob({ rollbackModalData, messenger }: JobPorts) {
  return async (job: Extract<Job, { name: 'fill-rollback-modal' }>): Promise<void> => {
    const data = await rollbackModalData(job);
    const view =
      data === null ? modalNotice('Roll back', `There is no project ${job.project}.`) : rollbackModal(data, job);
    await messenger.updateView({ externalId: job.externalId }, view);
  };
}
