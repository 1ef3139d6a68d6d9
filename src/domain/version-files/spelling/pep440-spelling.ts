import type { Spelled, Spelling } from './spelling.ts';

const phases: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', rc: 'rc' };
const longPhases: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', rc: 'rc' };

/**
 * Python's spelling (PEP 440): `1.5.0-alpha.1` is written `1.5.0a1`, `-beta.2` `b2`, `-rc.3` `rc3`, `-dev.4` `.dev4`, and build metadata
 * stays behind its plus. A pre-release that PEP 440 has no word for, or that has no number, is refused.
 */
export const pep440Spelling: Spelling = {
  read: (written) => {
    const match = /^(\d+\.\d+\.\d+)(?:(a|b|rc)(\d+)|\.dev(\d+))?(\+[a-z0-9]+(?:\.[a-z0-9]+)*)?$/.exec(written);
    if (match === null) return written;
    const [, core = '', phase, number, dev, local = ''] = match;
    if (dev !== undefined) return `${core}-dev.${dev}${local}`;
    return phase === undefined ? core + local : `${core}-${longPhases[phase]}.${number}${local}`;
  },
  write: (version) => {
    const match = /^(\d+\.\d+\.\d+)(?:-(alpha|beta|rc|dev)\.(\d+))?(\+[a-z0-9]+(?:\.[a-z0-9]+)*)?$/.exec(version);
    if (match === null) return impossible(version);
    const [, core = '', phase, number, local = ''] = match;
    if (phase === undefined) return { kind: 'spelled', text: core + local };
    return { kind: 'spelled', text: `${core}${phase === 'dev' ? '.dev' : phases[phase]}${number}${local}` };
  },
};

function impossible(version: string): Spelled {
  return {
    kind: 'impossible',
    why: `PEP 440 has no spelling for ${version}; it knows alpha, beta, rc and dev with a number, such as 1.5.0-alpha.1`,
  };
}
