import { failed, ok } from '#domain/doctor/finding.ts';
import type { Forge as ForgeSettings } from '#domain/project/forge.ts';
import type { Forge } from '#ports/forge.ts';
import type { Check } from './check.ts';
import { withoutRetry } from './run-checks.ts';

type Kind = ForgeSettings['kind'];

const missing: Readonly<Record<Kind, readonly [string, string]>> = {
  github: [
    'GITHUB_TOKEN is not set, so no release can be published.',
    'Make a fine-grained token with "Contents: read and write" for the repository and set it.',
  ],
  gitlab: [
    'GITLAB_TOKEN is not set, so no release can be published.',
    'Make a project access token with the scope "api" and the role Developer and set it.',
  ],
};

/** The token of the forge works and may publish. `hasToken` is false where none is set for its kind. */
export function checkForge(forge: () => Forge, name: string, kind: Kind, hasToken: boolean): Check {
  return {
    name: `forge ${name}`,
    async run() {
      if (!hasToken) return failed(...missing[kind]);
      const answer = await forge().check();
      return answer.ok ? ok(`${answer.as} may publish releases.`) : failed(withoutRetry(answer.why));
    },
  };
}
