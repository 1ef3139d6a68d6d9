import type { StepDefinition } from '#operations/steps/step-definition.ts';
import { untilReturn } from '#operations/steps/until-return.ts';
import { afterDeploy } from './after-deploy.ts';
import { analyse } from './analyse.ts';
import { backup } from './backup.ts';
import { bumpVersion } from './bump-version.ts';
import { certify } from './certify.ts';
import { checkRehearsal } from './check-rehearsal.ts';
import { checkValidation } from './check-validation.ts';
import { claimServices } from './claim-services.ts';
import { commitRelease } from './commit-release.ts';
import { deploy } from './deploy.ts';
import { forgeRelease } from './forge-release.ts';
import { migrate } from './migrate.ts';
import { migrateBack } from './migrate-back.ts';
import { postNotes } from './post-notes.ts';
import { pushBranch } from './push-branch.ts';
import { pushTag } from './push-tag.ts';
import { runCommand } from './run-command.ts';
import { validate } from './validate.ts';
import { verdict } from './verdict.ts';
import { verifyService } from './verify-service.ts';
import { warmUp } from './warm-up.ts';
import { watchMetrics } from './watch-metrics.ts';
import { watchService } from './watch-service.ts';
import { writeChangelog } from './write-changelog.ts';

const all = [
  bumpVersion,
  writeChangelog,
  commitRelease,
  runCommand,
  checkRehearsal,
  checkValidation,
  claimServices,
  deploy,
  verifyService,
  untilReturn(watchService),
  untilReturn(watchMetrics),
  analyse,
  backup,
  migrate,
  migrateBack,
  certify,
  warmUp,
  afterDeploy,
  pushTag,
  pushBranch,
  forgeRelease,
  postNotes,
  validate,
  verdict,
];

/** Every step kind by name. A new one is a file in this folder and a line here. */
export const steps: ReadonlyMap<string, StepDefinition> = new Map(all.map((step) => [step.kind, step]));
