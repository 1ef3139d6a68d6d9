import type { JobPorts } from '#jobs/job-ports.ts';
import { createAct } from '#operations/act.ts';
import { createVersionBump } from '#operations/bump/version-bump.ts';
import { createEditChangelog } from '#operations/changelog/edit-changelog.ts';
import { createMakeChangelog } from '#operations/changelog/make-changelog.ts';
import { createReleaseModalData } from '#operations/modals/release-modal-data.ts';
import { createRollbackModalData } from '#operations/modals/rollback-modal-data.ts';
import { createEditNotes } from '#operations/notes/edit-notes.ts';
import { createMakeReleaseNotes } from '#operations/notes/make-release-notes.ts';
import { createNotesModalData } from '#operations/notes/notes-modal-data.ts';
import { createUpdateNotesPage } from '#operations/notes/update-notes-page.ts';
import { createOverview } from '#operations/overview.ts';
import { createPlanRelease, createPropose } from '#operations/propose/propose.ts';
import { createMakeReleasePlan } from '#operations/propose/release-plan.ts';
import { createPublish } from '#operations/publish.ts';
import { createReply } from '#operations/reply.ts';
import { createMakeRollbackPlan } from '#operations/rollback/make-rollback-plan.ts';
import { createRequestRollback } from '#operations/rollback/request-rollback.ts';
import { createPublishPage } from '#operations/tag/publish-page.ts';
import { createTagRelease } from '#operations/tag/tag-release.ts';
import { createWritePageBody } from '#operations/tag/write-page-body.ts';
import { createTally } from '#operations/tally.ts';
import { createRequestValidation } from '#operations/validation/request-validation.ts';
import { createSemanticVersion } from '#operations/version/create-semantic-version.ts';
import { composeEngine } from './engine.ts';
import type { Workbench } from './workbench.ts';

/** Every operation on its ports. */
export function composeJobs(bench: Workbench): JobPorts {
  const { clock, messenger, releases } = bench;
  return {
    ...composeEngine(bench),
    ...composeRequests(bench),
    ...composeVersionsAndNotes(bench),
    overview: createOverview(bench),
    tally: createTally(bench),
    releaseModalData: createReleaseModalData(bench),
    rollbackModalData: createRollbackModalData(bench),
    notesModalData: createNotesModalData(bench),
    reply: createReply(bench),
    publish: createPublish(bench),
    releases,
    messenger,
    clock,
  };
}

type Requests = 'propose' | 'makeReleasePlan' | 'makeRollbackPlan' | 'requestValidation' | 'requestRollback' | 'act';

/** What people ask for of releases, and what is planned before they do. */
function composeRequests(bench: Workbench): Pick<JobPorts, Requests> {
  const act = createAct(bench);
  return {
    propose: createPropose(bench),
    makeReleasePlan: createMakeReleasePlan({ planRelease: createPlanRelease(bench), clock: bench.clock }),
    makeRollbackPlan: createMakeRollbackPlan(bench),
    requestValidation: createRequestValidation(bench),
    requestRollback: createRequestRollback({ ...bench, act }),
    act,
  };
}

type VersionsAndNotes =
  | 'editNotes'
  | 'makeReleaseNotes'
  | 'semanticVersion'
  | 'makeChangelog'
  | 'editChangelog'
  | 'versionBump'
  | 'tagRelease';

/** Versions, changelogs, notes and tags, each asked for by itself. */
function composeVersionsAndNotes(bench: Workbench): Pick<JobPorts, VersionsAndNotes> {
  const editNotes = createEditNotes({ ...bench, updateNotesPage: createUpdateNotesPage(bench) });
  const publishPage = createPublishPage({ ...bench, writeBody: createWritePageBody(bench) });
  return {
    editNotes,
    makeReleaseNotes: createMakeReleaseNotes({ ...bench, editNotes }),
    semanticVersion: createSemanticVersion(bench),
    makeChangelog: createMakeChangelog(bench),
    editChangelog: createEditChangelog(bench),
    versionBump: createVersionBump(bench),
    tagRelease: createTagRelease({ ...bench, publishPage }),
  };
}
