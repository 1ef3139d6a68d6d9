import type { Release } from '#domain/release/release.ts';
import type { Validated } from '#domain/validation/validated.ts';
import { verdictOf } from '#domain/validation/verdict.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { validationsOf } from './validations-of.ts';

/** What the last validation of a release's version and source commit came to. */
export type LastValidation = (release: Release) => Promise<Validated | null>;

/** Finds it in the logs, where it is already: nothing is remembered beside them. Null for what is no release, and where there is none. */
export function createLastValidation(ports: {
  readonly projects: Pick<ProjectLog, 'get'>;
  readonly releases: Pick<ReleaseLog, 'find'>;
}): LastValidation {
  return async ({ plan }) => {
    if (plan.intent !== 'release') return null;
    const { value: last } = await validationsOf(ports, plan).next();
    if (last === undefined || last.ending === null) return null;
    const { isReady, passed, of } = verdictOf(last);
    return { at: last.ending.at, isReady, passed, of };
  };
}
