import { failed, ok } from '#domain/doctor/finding.ts';
import type { Forge } from '#ports/forge.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';

/** The token of the forge works and may publish. `hasToken` is false where none is set. */
export function checkForge(forge: () => Forge, name: string, hasToken: boolean): Check {
  return {
    name: `forge ${name}`,
    async run() {
      if (!hasToken) {
        return failed(
          'GITHUB_TOKEN is not set, so no release can be published.',
          'Make a fine-grained token with "Contents: read and write" for the repository and set it.',
        );
      }
      const answer = await forge().check();
      return answer.ok ? ok(`${answer.as} may publish releases.`) : failed(withoutRetry(answer.why));
    },
  };
}
