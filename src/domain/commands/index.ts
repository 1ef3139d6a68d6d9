import { canaryReleaseCommand } from './canary-release-command.ts';
import { changelogGenerateCommand } from './changelog-generate-command.ts';
import type { Command } from './command.ts';
import { deploymentCoordinationCommand } from './deployment-coordination-command.ts';
import { releaseAutomateCommand } from './release-automate-command.ts';
import { releaseCommand } from './release-command.ts';
import { releaseNotesCommand } from './release-notes-command.ts';
import { releasePlanCommand } from './release-plan-command.ts';
import { releaseValidationCommand } from './release-validation-command.ts';
import { rollbackCommand } from './rollback-command.ts';
import { rollbackPlanCommand } from './rollback-plan-command.ts';
import { semanticVersionCommand } from './semantic-version-command.ts';
import { tagReleaseCommand } from './tag-release-command.ts';
import { versionBumpCommand } from './version-bump-command.ts';

/** Every command. A new one is a file here, a line below and one in manifest.yml; parser, help and reference page follow. */
export const commands: readonly Command[] = [
  releaseCommand,
  rollbackCommand,
  semanticVersionCommand,
  changelogGenerateCommand,
  versionBumpCommand,
  releaseNotesCommand,
  tagReleaseCommand,
  deploymentCoordinationCommand,
  canaryReleaseCommand,
  releasePlanCommand,
  releaseAutomateCommand,
  rollbackPlanCommand,
  releaseValidationCommand,
];

/** The command of this name, with or without its slash; null when there is none. */
export function commandNamed(name: string): Command | null {
  const bare = name.replace(/^\//, '').toLowerCase();
  return commands.find((command) => command.name === `/${bare}`) ?? null;
}
