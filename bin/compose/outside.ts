import { dirname, resolve } from 'node:path';
import { createBuildFiles } from '#adapters/build-files/create-build-files.ts';
import { createAskCommand } from '#adapters/command-runner/ask-command.ts';
import { createCommandRunner } from '#adapters/command-runner/command-runner.ts';
import { createDeployers } from '#adapters/deployers.ts';
import { createForges } from '#adapters/forges.ts';
import { createGitRepositories } from '#adapters/git/create-git-repositories.ts';
import type { HostToken } from '#adapters/git/repository-address.ts';
import { createHttpHealth } from '#adapters/http-health.ts';
import { createMonitors } from '#adapters/monitors.ts';
import type { Redact } from '#adapters/redactor.ts';
import type { EnvironmentVariables } from '#config/environment-variables.ts';
import type { StepPorts } from '#operations/steps/step-definition.ts';
import type { Scratch } from '#ports/log-store.ts';

export type Outside = Pick<StepPorts, 'git' | 'forges' | 'deployers' | 'health' | 'monitors' | 'runner' | 'buildFiles'>;

export type OutsideBase = {
  readonly environment: EnvironmentVariables;
  readonly dataDirectory: string;
  readonly redact: Redact;
  readonly scratch: Scratch;
  /** Where programs get their variables and deployers their tokens. */
  readonly variables: Readonly<Record<string, string | undefined>>;
};

/** What Fairlead touches outside Slack and Redis: git, forge, deployers, health, programs. */
export function composeOutside({ dataDirectory, environment, redact, scratch, variables }: OutsideBase): Outside {
  const programs = { redact, environment: variables, passEnv: environment.passEnv };
  const runner = createCommandRunner({ dataDirectory, ...programs });
  const { github, gitlab } = environment;
  return {
    git: createGitRepositories({
      dataDirectory,
      redact,
      tokens: [
        ...hostToken(githubHost(github.apiUrl), github.token),
        ...hostToken(new URL(gitlab.url).host, gitlab.token),
      ],
    }),
    forges: createForges({ github, gitlab }),
    deployers: createDeployers({
      runner,
      ask: createAskCommand(programs),
      folder: dirname(resolve(environment.configFile)),
      environment: variables,
      scratch,
    }),
    health: createHttpHealth(),
    monitors: createMonitors({ environment: variables, now: Date.now }),
    runner,
    buildFiles: createBuildFiles(),
  };
}

function hostToken(host: string, token: string | undefined): readonly HostToken[] {
  return token === undefined ? [] : [{ host, token }];
}

/** Where git talks to: api.github.com serves github.com, an enterprise server serves itself. */
function githubHost(apiUrl: string): string {
  const host = new URL(apiUrl).host;
  return host === 'api.github.com' ? 'github.com' : host;
}
