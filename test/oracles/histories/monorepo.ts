import { aGitHistory } from '../git-history.ts';

/** Several services in one repository: shared commits, a moved and a renamed one, tags of each, and corrections after the merge. */
export function monorepo(folder: string): void {
  const { commit, tag, note } = aGitHistory(folder);
  const both = { 'backend/main.ts': 'api\n', 'services/web/main.ts': 'web\n' };
  tag('api@1.0.0', commit('feat: api and web', { files: both }));
  commit('feat(api): list orders', { files: { 'backend/orders.ts': '1\n' } });
  commit('fix(api,web): agree on money', { files: { 'backend/money.ts': '1\n', 'services/web/money.ts': '1\n' } });
  commit('refactor(api): move to services', { moves: { backend: 'services/api' } });
  commit('feat(@shop/api): page orders', { files: { 'services/api/page.ts': '1\n' } });
  commit('fix(web/cart): count', { files: { 'services/web/cart.ts': '1\n' } });
  commit('refactor(storefront): rename', { moves: { 'services/web': 'services/storefront' }, by: 'Jonas' });
  tag('api@1.1.0', commit('feat(web)!: one page', { files: { 'services/storefront/page.ts': '1\n' } }));
  commit('fix(deps.lock): pin', { files: { 'package-lock.json': '{}\n' } });
  commit('build(*): all of them', { files: { 'services/api/b': '1\n', 'services/storefront/b': '1\n' } });
  note(commit('fix: teh title (#51)', { files: { 'services/api/c': '1\n' } }), 'fix(api): the title');
  note(
    commit('Lots of things (#52)', { by: 'Aiko' }),
    'BEGIN_COMMIT_OVERRIDE\nfeat(web): pay by mail\n\nfix(api)!: refuse twice\n\nBREAKING CHANGE: twice is refused\nEND_COMMIT_OVERRIDE',
  );
  note(commit('feat: secret (#53)'), 'chore: nothing [skip changelog]');
  commit('chore: nobody sees this');
}
