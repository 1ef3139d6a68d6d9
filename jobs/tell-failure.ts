import { digestOf } from '#domain/digest.ts';
import type { Job } from '#domain/job.ts';
import { errorCatalogue, ReleaseError } from '#errors.ts';
import type { Reply } from '#operations/reply.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { Messenger } from '#ports/messenger.ts';
import { modalNotice } from '#templates/modals/modal-notice.ts';
import { failureReply } from '#templates/replies/failure-reply.ts';

export type FailedJob = { readonly job: Job | null; readonly error: unknown; readonly willRetry: boolean };

const memory = 2 * 3_600_000;

/**
 * Tells the person who asked that their job failed: once when it is tried again, once when nobody will. A form that could not be filled
 * says so in its place. Jobs nobody asked for are the log's and the doctor's.
 */
export function createTellFailure(ports: {
  readonly reply: Reply;
  readonly messenger: Pick<Messenger, 'updateView'>;
  readonly scratch: Pick<Scratch, 'claim'>;
}): (failed: FailedJob) => Promise<void> {
  return async ({ job, error, willRetry }) => {
    if (job === null) return;
    const isKnown = error instanceof ReleaseError;
    // A mistake of our own is tried again at once or not at all: the person hears of the end only.
    if (willRetry && !isKnown) return;
    const known = isKnown ? { message: error.message, next: nextStep(error) } : null;
    const failure = { known, willRetry };
    if (!(await ports.scratch.claim(`told-failure/${digestOf([job, willRetry])}`, memory))) return;
    if ('replyTo' in job) await ports.reply(job.replyTo, failureReply(failure), 'refused');
    if (job.name === 'fill-release-modal' || job.name === 'fill-rollback-modal') {
      const title = job.name === 'fill-release-modal' ? 'Release' : 'Roll back';
      await ports.messenger.updateView({ externalId: job.externalId }, modalNotice(title, failureReply(failure).text));
    }
  };
}

/** What the catalogue says to do: everything behind its first sentence. */
function nextStep(error: ReleaseError): string {
  const entry: string = errorCatalogue[error.code];
  return entry.slice(entry.indexOf('. ') + 2);
}
