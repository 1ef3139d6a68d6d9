import type { Job, JobName } from '#domain/job.ts';
import { actJob } from './act.ts';
import { answerJob } from './answer.ts';
import { changelogEditJob, changelogGenerateJob } from './changelog-generate.ts';
import { editNotesJob, fillNotesModalJob } from './edit-notes.ts';
import { fillReleaseModalJob, fillRollbackModalJob } from './fill-modals.ts';
import type { JobPorts } from './job-ports.ts';
import { proposeJob } from './propose.ts';
import { publishHomeJob } from './publish-home.ts';
import { releaseNotesJob } from './release-notes.ts';
import { releasePlanJob } from './release-plan.ts';
import { releaseValidationJob } from './release-validation.ts';
import { requestRollbackJob } from './request-rollback.ts';
import { rollbackPlanJob } from './rollback-plan.ts';
import { semanticVersionJob } from './semantic-version.ts';
import { tagReleaseJob } from './tag-release.ts';
import { versionBumpJob } from './version-bump.ts';

export type JobHandlers = {
  readonly [Name in JobName]: (job: Extract<Job, { name: Name }>, signal: AbortSignal) => Promise<unknown>;
};

/** Every job by name. A new one is a schema in domain/job.ts, a file here and a line below. */
export function createJobHandlers(ports: JobPorts): JobHandlers {
  return {
    propose: proposeJob(ports),
    'request-rollback': requestRollbackJob(ports),
    act: actJob(ports),
    answer: answerJob(ports),
    'semantic-version': semanticVersionJob(ports),
    'changelog-generate': changelogGenerateJob(ports),
    'changelog-edit': changelogEditJob(ports),
    'version-bump': versionBumpJob(ports),
    'release-notes': releaseNotesJob(ports),
    'tag-release': tagReleaseJob(ports),
    'release-plan': releasePlanJob(ports),
    'rollback-plan': rollbackPlanJob(ports),
    'release-validation': releaseValidationJob(ports),
    'edit-notes': editNotesJob(ports),
    advance: (job) => ports.advance(job.release),
    'run-step': (job) => ports.runStep(job),
    'webhook-hint': (job) => ports.heedHint(job.hint),
    render: (job) => ports.render(job.release),
    'publish-home': publishHomeJob(ports),
    'fill-release-modal': fillReleaseModalJob(ports),
    'fill-rollback-modal': fillRollbackModalJob(ports),
    'fill-notes-modal': fillNotesModalJob(ports),
    sweep: () => ports.sweep(),
  };
}
