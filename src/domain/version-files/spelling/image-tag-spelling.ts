import type { Spelling } from './spelling.ts';

/** The tag of a container image, which holds no `+` (OCI distribution specification): a version with build metadata is refused. */
export const imageTagSpelling: Spelling = {
  read: (written) => written,
  write: (version) =>
    version.includes('+')
      ? {
          kind: 'impossible',
          why: `the tag of an image cannot hold the "+" of ${version}; leave the build metadata out`,
        }
      : { kind: 'spelled', text: version },
};
