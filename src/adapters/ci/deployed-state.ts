import { z } from 'zod';
import { batchWords, Stage } from '#domain/plan/stage.ts';
import type { Deployment, Observation } from '#ports/deployer.ts';

/** What is written down of a deployment at its CI system, so that what it left running can be told later. */
export const DeployedState = z.object({
  key: z.string(),
  service: z.string(),
  version: z.string().nullable(),
  previous: z.string().nullable(),
  stage: Stage.optional(),
});
export type DeployedState = z.infer<typeof DeployedState>;

/** The state a deployment leaves when it succeeds. */
export function deployedStateOf({ key, previous, service, stage, version }: Deployment): DeployedState {
  return { key, service, version, previous, ...(stage === undefined ? {} : { stage }) };
}

/** What runs after the latest successful deployment: the version that takes most or all requests, and the one on its way. */
export function observationOf({ previous, stage, version }: DeployedState): Observation {
  switch (stage?.kind) {
    case 'share': {
      if (previous === null || version === null) return { kind: 'running', version: previous };
      const shares = [
        { version, percent: stage.percent },
        { version: previous, percent: 100 - stage.percent },
      ];
      return { kind: 'running', version: previous, shares };
    }
    case 'instances':
      return {
        kind: 'running',
        version: previous,
        note: `${version ?? 'None'} on ${batchWords(stage)} instances.`,
      };
    case 'idle':
      return { kind: 'running', version: previous, idle: version };
    case 'switch':
      return { kind: 'running', version, idle: previous };
    case 'retire':
      return { kind: 'running', version, idle: null };
    default:
      return { kind: 'running', version };
  }
}
