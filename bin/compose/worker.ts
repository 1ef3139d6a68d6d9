import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import type { Release } from '#domain/release/release.ts';
import { createJobHandlers } from '#jobs/index.ts';
import type { JobPorts } from '#jobs/job-ports.ts';
import { steps } from '#jobs/steps/index.ts';
import { createTellFailure } from '#jobs/tell-failure.ts';
import { createAct } from '#operations/act.ts';
import { createAdvance } from '#operations/advance.ts';
import { createVersionBump } from '#operations/bump/version-bump.ts';
import { createEditChangelog } from '#operations/changelog/edit-changelog.ts';
import { createMakeChangelog } from '#operations/changelog/make-changelog.ts';
import { createEligibleFor } from '#operations/eligible.ts';
import { createReleaseModalData } from '#operations/modals/release-modal-data.ts';
import { createRollbackModalData } from '#operations/modals/rollback-modal-data.ts';
import { createEditNotes } from '#operations/notes/edit-notes.ts';
import { createMakeReleaseNotes } from '#operations/notes/make-release-notes.ts';
import { createNotesModalData } from '#operations/notes/notes-modal-data.ts';
import { createPlanNotes } from '#operations/notes/plan-notes.ts';
import { createUpdateNotesPage } from '#operations/notes/update-notes-page.ts';
import { createOverview } from '#operations/overview.ts';
import { createWhoIs } from '#operations/people.ts';
import { createPlanRelease, createPropose } from '#operations/propose/propose.ts';
import { createMakeReleasePlan } from '#operations/propose/release-plan.ts';
import { createPublish } from '#operations/publish.ts';
import { createRender } from '#operations/render.ts';
import { createReply } from '#operations/reply.ts';
import { createMakeRollbackPlan } from '#operations/rollback/make-rollback-plan.ts';
import { createRequestRollback } from '#operations/rollback/request-rollback.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import type { StepPorts } from '#operations/steps/step-definition.ts';
import { createSweep } from '#operations/sweep.ts';
import { createPublishPage } from '#operations/tag/publish-page.ts';
import { createTagRelease } from '#operations/tag/tag-release.ts';
import { createWritePageBody } from '#operations/tag/write-page-body.ts';
import { createTally } from '#operations/tally.ts';
import { createLastValidation } from '#operations/validation/last-validation.ts';
import { createRequestValidation } from '#operations/validation/request-validation.ts';
import { createSemanticVersion } from '#operations/version/create-semantic-version.ts';
import { createHeedHint } from '#operations/webhooks/heed-hint.ts';
import type { Queue } from '#ports/queue.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { crashBoundary } from './crash-boundary.ts';
import type { Foundation } from './foundation.ts';
import { composeWriteNotes } from './notes.ts';
import { composeOutside } from './outside.ts';

/** Milliseconds after which a silent worker is taken for dead. Shorter than the queue's own lock, so that its next start finds the lease free. */
const leaseTtl = 3_000;

export type RunningWorker = {
  /** Takes no more jobs and waits for the running ones, up to `timeoutMillis`. */
  stop(timeoutMillis: number): Promise<boolean>;
};

/** Starts a worker on everything the foundation gives. Any number may run on one Redis. */
export function startWorker(base: Foundation): RunningWorker {
  const connection = base.connect('worker');
  const queue = createBullmqQueue(connection);
  const jobs = composeJobs(base, queue);
  const tellFailure = createTellFailure({ reply: jobs.reply, messenger: base.messenger, scratch: base.scratch });
  const worker = startBullmqWorker({
    connect: () => base.connect('worker'),
    handlers: createJobHandlers(jobs),
    concurrency: { work: base.environment.concurrency },
    onFailure: ({ name, job, error, willRetry }) => {
      base.log[willRetry ? 'warn' : 'error']({ err: error, job: name, willRetry }, 'a job failed');
      tellFailure({ job, error, willRetry }).catch((cause: unknown) =>
        base.log.warn({ err: cause, job: name }, 'a person could not be told that a job failed'),
      );
    },
    onError: (error) => base.log.warn({ err: error }, 'the queue'),
    onRestart: (lane) => base.log.warn({ lane }, 'the worker of a lane had stopped taking jobs and was started again'),
  });
  return {
    async stop(timeoutMillis) {
      const ended = await worker.close({ timeoutMillis });
      await queue.close();
      await connection.close();
      return ended;
    },
  };
}

/** Every operation on its ports. */
export function composeJobs(base: Foundation, queue: Queue): JobPorts {
  const { clock, configuration, directory, leases, log, messenger, projects, releases, scratch } = base;
  const report = (error: unknown, what: string): void => log.error({ err: error, what }, 'an operation failed');
  const world = composeWorld(base);
  const whoIs = createWhoIs({ configuration, directory });
  const boundary = crashBoundary(process.env);
  const tidy = ({ id, plan }: Release): Promise<void> => {
    const repository = configuration.projects()[plan.project]?.repository;
    const removed = repository === undefined ? Promise.resolve() : world.git.of(repository).removeCheckout(id);
    // A folder that cannot be removed is a matter of disk space, not of the release.
    return removed.catch((error: unknown) => report(error, `the checkout of ${id}`));
  };
  const advance = createAdvance({ releases, projects, leases, queue, clock, boundary, tidy });
  const { git, deployers, forges } = world;
  const write = composeWriteNotes();
  const planNotes = createPlanNotes({ git, forges, write });
  const writeBody = createWritePageBody({ git, planNotes, clock });
  const publishPage = createPublishPage({ forges, buildFiles: world.buildFiles, writeBody });
  const editNotes = createEditNotes({
    configuration,
    releases,
    whoIs,
    queue,
    updateNotesPage: createUpdateNotesPage({ forges }),
  });
  const planning = {
    configuration,
    git,
    deployers,
    planNotes,
    forges,
    releases,
    projects,
    whoIs,
    queue,
    clock,
    boundary,
  };
  const act = createAct(planning);
  const eligibleFor = createEligibleFor({ configuration, directory, clock });
  const worker = `${world.runner.machine}/${process.pid}`;
  return {
    propose: createPropose(planning),
    makeReleasePlan: createMakeReleasePlan({ planRelease: createPlanRelease(planning), clock }),
    makeRollbackPlan: createMakeRollbackPlan(planning),
    requestValidation: createRequestValidation(planning),
    requestRollback: createRequestRollback({ ...planning, act }),
    act,
    advance,
    runStep: createRunStep({
      world,
      leases,
      queue,
      advance,
      steps,
      boundary,
      worker,
      leaseTtl,
      reportBug: report,
    }),
    render: createRender({
      releases,
      leases,
      leaseTtl: 10_000,
      scratch,
      messenger,
      queue,
      clock,
      eligibleFor,
      lastValidation: createLastValidation({ projects, releases }),
      draw: drawRelease,
      boundary,
    }),
    sweep: createSweep({ ...planning, advance, report }),
    heedHint: createHeedHint({ ...planning, advance, scratch, report }),
    overview: createOverview({ configuration, releases, projects, whoIs, clock }),
    tally: createTally({ configuration, releases, projects, clock }),
    releases,
    eligibleFor,
    releaseModalData: createReleaseModalData({
      configuration,
      git: world.git,
      forges: world.forges,
      deployers: world.deployers,
    }),
    rollbackModalData: createRollbackModalData({ configuration, git: world.git, projects, releases }),
    notesModalData: createNotesModalData({ configuration, releases, whoIs }),
    editNotes,
    makeReleaseNotes: createMakeReleaseNotes({
      configuration,
      git,
      forges,
      releases,
      projects,
      clock,
      write,
      editNotes,
    }),
    semanticVersion: createSemanticVersion({ configuration, git: world.git, forges: world.forges }),
    makeChangelog: createMakeChangelog({ configuration, git, forges, clock }),
    editChangelog: createEditChangelog({ configuration, git, whoIs, clock }),
    versionBump: createVersionBump({ configuration, git, projects, whoIs, clock }),
    tagRelease: createTagRelease({ configuration, git, projects, releases, whoIs, clock, publishPage }),
    reply: createReply({ messenger, report }),
    publish: createPublish({ messenger, scratch }),
    messenger,
    clock,
  };
}

/** The outside world as steps touch it: git, forge, deployers, health, programs, and the logs. */
export function composeWorld(base: Foundation): StepPorts {
  const { clock, projects, releases } = base;
  return { ...composeOutside({ ...base, variables: process.env }), clock, projects, releases };
}
