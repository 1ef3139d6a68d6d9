import { aGitHistory } from '../git-history.ts';

/** Every way a commit is taken back, and back again. */
export function reverted(folder: string): void {
  const { commit, tag } = aGitHistory(folder);
  const old = commit('feat: an old feature');
  tag('v1.0.0', old);
  const revertOf = (title: string, sha: string) => `Revert "${title}"\n\nThis reverts commit ${sha}.`;
  const simple = commit('feat(cart): simple');
  commit(revertOf('feat(cart): simple', simple));
  const twice = commit('feat: twice', { by: 'Jonas' });
  const revert = commit(revertOf('feat: twice', twice));
  commit(`Reapply "feat: twice"\n\nThis reverts commit ${revert}.`);
  commit(revertOf('feat: an old feature', old));
  const short = commit('fix: short');
  commit(`revert: fix: short\n\nRefs: ${short.slice(0, 9)}`);
  const angular = commit('fix(api): angular');
  commit(`revert: fix(api): angular\n\nThis reverts commit ${angular}.`);
  const one = commit('feat: one');
  const two = commit('feat: two');
  commit(`revert: one and two\n\nRefs: ${one}, ${two}`);
  const kept = commit('feat: one of these');
  commit(`revert: one, and something older\n\nRefs: ${kept}, 0123456789abcdef`);
  commit('feat: by number (#31)');
  commit('Revert "feat: by number (#31)" (#32)\n\nReverts shop/web#31');
  commit('feat: by number, back (#33)');
  commit('Revert "feat: by number, back (#33)" (#34)\n\nReverts shop/web#33');
  commit('Revert "Revert "feat: by number, back (#33)" (#34)" (#35)\n\nReverts shop/web#34');
  commit('fix(ui): by title');
  commit('Revert "fix(ui): by title"');
  commit('fix(ui): by title');
  commit('revert: what nobody knows');
  const again = commit('perf: explained');
  commit(`${revertOf('perf: explained', again)}\n\nIt was slower on small machines.\n\nRefs: #36`);
  const breaking = commit('feat!: break everything');
  commit(revertOf('feat!: break everything', breaking));
  commit('fix: stays');
}
