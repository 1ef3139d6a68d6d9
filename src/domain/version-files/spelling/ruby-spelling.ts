import type { Spelling } from './spelling.ts';

/**
 * RubyGems' spelling: `1.5.0-alpha.1` is written `1.5.0.alpha.1`, since a gem's version has dots only and any letter makes it a
 * pre-release. Build metadata, hyphens inside and pre-releases that begin with a number are refused.
 */
export const rubySpelling: Spelling = {
  read: (written) => written.replace(/^(\d+\.\d+\.\d+)\.(?=[A-Za-z])/, '$1-'),
  write: (version) =>
    /^\d+\.\d+\.\d+(?:-[A-Za-z][0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*)?$/.test(version)
      ? { kind: 'spelled', text: version.replace('-', '.') }
      : {
          kind: 'impossible',
          why: `RubyGems has no spelling for ${version}; it takes letters, numbers and dots, such as 1.5.0-alpha.1`,
        },
};
