import type { Spelling } from './spelling.ts';

/**
 * Dart's and Flutter's spelling: behind the plus stands a build number, which is no part of the version and is counted up with it. Where
 * there is one, a version with build metadata of its own is refused.
 */
export const pubSpelling: Spelling = {
  read: (written) => written.replace(/\+\d+$/, ''),
  write: (version, written) => {
    const build = /\+(\d{1,15})$/.exec(written)?.[1];
    if (/\+\d+$/.test(version) || (build !== undefined && version.includes('+'))) {
      return {
        kind: 'impossible',
        why: `behind the "+" stands the build number, so ${version} cannot be written; leave the build metadata out`,
      };
    }
    return { kind: 'spelled', text: build === undefined ? version : `${version}+${Number(build) + 1}` };
  },
};
