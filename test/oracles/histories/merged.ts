import { aGitHistory } from '../git-history.ts';

/** Branches and merges of every forge, an octopus, a release branch, tags beside the main line, and a merge that is reverted. */
export function merged(folder: string): void {
  const { commit, tag } = aGitHistory(folder);
  const root = commit('feat: start', { files: { 'README.md': '# shop\n' } });
  const early = commit('feat(early): written before the release', { on: 'early', from: root });
  tag('v1.0.0', commit('chore(release): 1.0.0'));
  const cart = commit('feat(cart): add a cart', { on: 'cart' });
  const cartFix = commit('wip', { on: 'cart', by: 'Jonas' });
  const door = commit('fix(api): close the door', { on: 'door', from: root });
  const first = commit('Merge pull request #21 from mira/cart\n\nfeat(cart): a cart for everybody', {
    merging: [cartFix],
  });
  commit("Merge branch 'door' into 'main'\n\nfix(api): close the door\n\nSee merge request shop/web!22", {
    merging: [door],
  });
  const late = commit('Merge pull request #20 from mira/early\n\nfeat(early): written before the release', {
    merging: [early],
  });
  tag('v1.1.0-alpha.1', late);
  const search = commit('feat(search): search by name', { on: 'search', from: cart });
  commit('Merged in search (pull request #23)\n\nfeat(search): search by name\n\nApproved-by: Sam', {
    merging: [search],
  });
  const hotfix = commit('fix: pay once', { on: 'release/1.0', from: root });
  tag('v1.0.1', hotfix);
  commit("Merge branch 'release/1.0'", { merging: [hotfix] });
  const left = commit('perf: left', { on: 'left' });
  const right = commit('perf: right', { on: 'right', from: first });
  commit("Merge branches 'left' and 'right'", { merging: [left, right] });
  const titled = commit('fix: typo', { on: 'titled' });
  commit('feat(ui): show stock (#24)', { merging: [titled] });
  const undone = commit('feat(gift): wrap as a gift', { on: 'gift' });
  const merge = commit('Merge pull request #25 from aiko/gift\n\nfeat(gift): wrap as a gift', { merging: [undone] });
  commit(
    `Revert "Merge pull request #25 from aiko/gift"\n\nThis reverts commit ${merge}, reversing\nchanges made to ${first}.`,
  );
  tag('v1.1.0-beta.1', commit('chore(release): 1.1.0-beta.1'));
  commit('Merge pull request #26 from jonas/tidy\n\nchore: tidy');
  commit('Merged PR 27: fix(ui): close the window');
  commit('Merge pull request #28 in SHOP/web from mail to main\n\n* commit 123:\n  feat: mail');
  commit('feat: the newest', { by: 'Aiko' });
}
