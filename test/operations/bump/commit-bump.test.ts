import { describe, expect, it } from 'vitest';
import { Sha } from '#domain/ids.ts';
import type { PreparedBump } from '#domain/version-bump/version-bump-outcome.ts';
import { bumpMessage, commitBump, strayPaths } from '#operations/bump/commit-bump.ts';
import type { Git, PushOutcome } from '#ports/git.ts';
import { planned } from '../../support/planned.ts';

const bump: PreparedBump = {
  from: '1.4.2',
  to: '1.5.0',
  edits: [
    { path: 'VERSION', before: '1.4.2\n', after: '1.5.0\n' },
    { path: 'package.json', before: '{ "version": "1.4.2" }\n', after: '{ "version": "1.5.0" }\n' },
  ],
  already: [],
  notes: [],
  skippedTo: null,
};
const head = Sha.parse('a'.repeat(40));
const sha = Sha.parse('b'.repeat(40));
const at = { bump, branch: 'main', head, message: bumpMessage('1.5.0', null), at: 1_763_000_000_000 };

/** Git that makes a commit of these paths, and a remote with this answer; none means that nothing may be pushed. */
function aGit(changed: readonly string[], answer?: PushOutcome) {
  return planned<Git>('git', {
    prepareCommit: async () => sha,
    changedPaths: async () => changed,
    ...(answer === undefined ? {} : { pushBranch: async () => answer }),
  });
}

describe('the commit of a bump', () => {
  it.each([
    ['another file', ['VERSION', 'package.json', 'README.md'], ['README.md']],
    ['too few files', ['VERSION'], ['package.json']],
    ['nothing', [], ['VERSION', 'package.json']],
  ])('is not pushed when it would change %s', async (_what, changed, paths) => {
    expect(await commitBump(aGit(changed), at)).toEqual({
      kind: 'refused',
      refusal: { code: 'touches_more', paths },
    });
  });

  it.each<[PushOutcome, unknown]>([
    [{ kind: 'pushed' }, { kind: 'pushed', sha }],
    [{ kind: 'already' }, { kind: 'pushed', sha }],
    [{ kind: 'refused', reason: 'not_fast_forward', sha: head }, { kind: 'overtaken' }],
    [
      { kind: 'refused', reason: 'protected', sha: head, why: 'GH006' },
      { kind: 'refused', refusal: { code: 'branch_protected', branch: 'main', why: 'GH006' } },
    ],
  ])('answers %j with what comes of it', async (answer, end) => {
    expect(await commitBump(aGit(['package.json', 'VERSION'], answer), at)).toEqual(end);
  });
});

it('finds no stray path in whatever order the same ones come', () => {
  expect(strayPaths(bump, ['package.json', 'VERSION'])).toEqual([]);
});

it('writes a message of Conventional Commits, with the service where each has its version', () => {
  expect(bumpMessage('1.5.0', null)).toBe('chore(release): 1.5.0\n');
  expect(bumpMessage('1.5.0', 'api')).toBe('chore(release): api 1.5.0\n');
});
