import { githubFailure } from './github-failure.ts';

/** Does one thing on GitHub; a failure is worded with what was tried. */
export type GithubCall = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** A caller that words failures by githubFailure, with this clock for "wait until". */
export function githubCall(now: () => number): GithubCall {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      throw githubFailure(what, error, now());
    }
  };
}
