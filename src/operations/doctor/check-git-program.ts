import { couldNotCheck, failed, ok } from '#domain/doctor/finding.ts';
import type { Check } from './check.ts';

/** Merging a release commit onto a branch that moved needs git 2.38. `version` gives what `git --version` prints. */
export function checkGitProgram(version: () => Promise<string>): Check {
  return {
    name: 'git',
    async run() {
      const printed = await version();
      const [, number = '', major = '0', minor = '0'] = /\b((\d+)\.(\d+)(?:\.\d+)*)/.exec(printed) ?? [];
      if (number === '') return couldNotCheck('It does not tell its version.', 'Look whether it is 2.38 or later.');
      const isRecent = Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 38);
      return isRecent ? ok(`git ${number}.`) : failed(`git ${number} is too old.`, 'Install git 2.38 or later.');
    },
  };
}
