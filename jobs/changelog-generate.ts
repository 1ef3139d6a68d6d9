import type { Answer } from '#domain/answer.ts';
import { changelogFile } from '#domain/changelog/changelog-file.ts';
import type { Job } from '#domain/job.ts';
import { changelogText } from '#templates/changelog/changelog-formats.ts';
import { changelogEditReply } from '#templates/replies/changelog-edit-reply.ts';
import { changelogRefused, changelogReply } from '#templates/replies/changelog-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Makes a changelog and publishes it: short ones in the message, longer ones and files in its thread. Refusals go to the person alone. */
export function changelogGenerateJob({ makeChangelog, publish, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'changelog-generate' }>): Promise<Answer> => {
    const { project, format, output } = job.request;
    const made = await makeChangelog(job.request);
    if (made.kind === 'refused') return reply(job.replyTo, changelogRefused(made.refusal), 'refused');
    const { document, existing } = made;
    const text = changelogText(document, format);
    const put = output === null ? null : changelogFile({ path: output, existing, document, format, text });
    if (put?.kind === 'refused') return reply(job.replyTo, changelogRefused(put.refusal), 'refused');
    return publish(job, changelogReply({ project, document, format, file: put?.file ?? null }));
  };
}

/** Corrects the entry of a commit. What was corrected is published, since it changes what everybody reads. */
export function changelogEditJob({ editChangelog, publish, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'changelog-edit' }>): Promise<Answer> => {
    const outcome = await editChangelog(job);
    const words = changelogEditReply(job.request.project, outcome);
    return outcome.kind === 'refused' ? reply(job.replyTo, words, 'refused') : publish(job, { words });
  };
}
