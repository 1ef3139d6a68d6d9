import type { Spelling } from './spelling.ts';

/** CFBundleShortVersionString: three numbers with dots between them and nothing else. */
export const appleSpelling: Spelling = {
  read: (written) => written,
  write: (version) =>
    /^\d+\.\d+\.\d+$/.test(version)
      ? { kind: 'spelled', text: version }
      : {
          kind: 'impossible',
          why: `Apple takes three numbers only, so ${version} cannot be its version; leave this file out of pre-releases`,
        },
};
