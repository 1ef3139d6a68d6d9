import { aGitHistory } from '../git-history.ts';

/** One commit for each pull request, as GitHub squashes them: bodies, footers, co-authors, references, two releases. */
export function squashed(folder: string): void {
  const history = aGitHistory(folder);
  const { commit, tag } = history;
  commit('Initial commit', { files: { 'README.md': '# shop\n' } });
  commit('feat: show a catalogue (#1)\n\n* feat: list products\n\n* fix: sort them\n\n* chore: lint');
  commit('feat(cart): keep what people chose (#2)\n\nCloses #40');
  tag('v0.1.0', commit('chore(release): 0.1.0'));
  commit('fix(cart): count in pieces (#3)\n\nFixes shop/api#7, #41 and #42.\n\nReviewed-by: Sam');
  commit('feat!: drop the old cart (#4)');
  commit('feat(api)!: answer with a list (#5)\n\nBREAKING CHANGE: the answer is a list, not an object.');
  commit('fix(api): refuse an empty order (#6)\n\nBREAKING-CHANGE: an empty order is answered with 422.', {
    by: 'Jonas',
  });
  commit(
    [
      'feat(pay): pay with a saved card (#8)',
      '',
      '* wip',
      '',
      '* feat(pay): remember cards',
      '',
      '---------',
      '',
      'Co-authored-by: Jonas <jonas@shop.example>',
      'Co-authored-by: Aiko <aiko@shop.example>',
    ].join('\n'),
  );
  commit(
    [
      'refactor(pay): ask the bank once (#9)',
      '',
      'BREAKING CHANGE: the bank is asked once.',
      'Keys of earlier requests are',
      'no longer valid.',
      '',
      'Make new ones.',
      'Reviewed-by: Sam',
      'Refs: #43',
    ].join('\n'),
  );
  commit('docs: explain the cart (#10)\n\nSee https://shop.example/docs and #44');
  commit('perf(search): index once (#11)\n\nRelease-note: Search answers\n  twice as fast.\nRefs: SHOP-12');
  commit('fix(ui): close the door (#12) (#13)', { by: 'Aiko' });
  commit('chore: tidy [skip changelog] (#14)');
  commit('ci: run on two machines\n\nChangelog: skip');
  commit('chore: release 2.0.0\n\nRelease-As: 2.0.0');
  commit(
    'Bump undici from 7.29.0 to 7.30.2 (#15)\n\nBumps undici from 7.29.0 to 7.30.2.\n\n---\nupdated-dependencies:\n- dependency-name: undici\n...',
  );
  commit('build(deps): bump zod (#16)');
  commit('test: try the cart twice');
  commit('style: indent');
}
