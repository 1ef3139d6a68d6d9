import { describe, expect, it } from 'vitest';
import { createLocalRepository } from '#adapters/git/create-local-repository.ts';
import { createLocalNotes } from '#adapters/git/local-notes.ts';
import { ReleaseError } from '#errors.ts';
import type { PullRequest } from '#ports/forge.ts';
import { aFolder, aRemote, git, type Remote } from '#test/adapters/git/a-remote.ts';
import { aSource, made, refusal, told } from './a-source.ts';

/** v1.4.0, then a feature, a fix and a chore, tagged v1.5.0, then one more fix. */
function aShop(): Remote {
  const remote = aRemote();
  remote.git('tag', 'v1.4.0', remote.commit('feat: old'));
  remote.commit('feat: new (#12)');
  remote.commit('fix: small');
  remote.git('tag', 'v1.5.0', remote.commit('chore: tidy (#14)'));
  remote.commit('fix: later');
  return remote;
}

describe('generateChangelog', () => {
  it('tells what is between two releases', async () => {
    const document = await made(aSource(aShop()), { from: 'v1.4.0', to: '1.5.0' });
    expect(told(document)).toEqual({ Added: ['new (#12)'], Fixed: ['small'] });
    expect(document).toMatchObject({
      version: '1.5.0',
      date: '2023-11-14',
      from: { name: 'v1.4.0' },
      to: { name: 'v1.5.0' },
      changes: { internal: 1 },
      missing: [{ reference: '#14', title: 'chore: tidy', url: 'https://github.com/octo/shop/pull/14' }],
      remarks: [],
    });
  });

  it('begins at the release before and ends at the branch, under the version the commits suggest', async () => {
    const document = await made(aSource(aShop()));
    expect(told(document)).toEqual({ Fixed: ['later'] });
    expect(document).toMatchObject({
      version: '1.5.1',
      date: '2026-11-21',
      from: { name: 'v1.5.0' },
      to: { name: 'v1.5.1' },
      remarks: [{ code: 'version_suggested', version: '1.5.1' }],
    });
    expect((await made(aSource(aShop()), { version: '2.0.0' })).version).toBe('2.0.0');
  });

  it('begins at the first commit when no release is behind it', async () => {
    const document = await made(aSource(aShop()), { to: 'v1.4.0' });
    expect(document).toMatchObject({ from: null, version: '1.4.0', remarks: [{ code: 'first_release' }] });
    expect(told(document).Added).toContain('old');
  });

  it('has no version where the range begins elsewhere than at the last release', async () => {
    const document = await made(aSource(aShop()), { from: 'v1.4.0' });
    expect(document.version).toBeNull();
    expect(told(document).Fixed).toEqual(['later', 'small']);
  });

  it.each([
    [{ from: 'v1.6.0' }, { code: 'ref_unknown', place: 'from', typed: 'v1.6.0', nearest: 'v1.5.0' }],
    [{ to: '1.4' }, { code: 'ref_unknown', place: 'to', typed: '1.4', nearest: 'v1.4.0' }],
    [{ to: 'v9' }, { code: 'ref_unknown', nearest: 'v1.5.0' }],
    [{ to: '1.3.0' }, { code: 'ref_unknown', nearest: 'v1.4.0' }],
    [{ from: '--upload-pack=x' }, { code: 'ref_unknown', nearest: null }],
    [{ to: 'mian' }, { code: 'ref_unknown', nearest: 'main' }],
    [
      { from: 'v1.5.0', to: 'v1.4.0' },
      { code: 'range_reversed', from: 'v1.5.0', to: 'v1.4.0' },
    ],
    [{ from: 'v1.5.0', to: '1.5.0' }, { code: 'range_empty' }],
  ])('refuses %j', async (wish, expected) => {
    expect(await refusal(aSource(aShop()), wish)).toMatchObject(expected);
  });

  it('takes commits, branches and abbreviated names for ends', async () => {
    const remote = aShop();
    const sha = remote.git('rev-parse', 'v1.4.0');
    for (const from of [sha, sha.slice(0, 8), 'v1.4.0', '1.4.0']) {
      expect(told(await made(aSource(remote), { from, to: 'main' })).Fixed).toEqual(['later', 'small']);
    }
    expect((await made(aSource(remote), { from: sha })).from?.name).toBe(sha.slice(0, 7));
  });

  it('leaves out what only a tag on another branch holds, and says so', async () => {
    const remote = aShop();
    remote.git('branch', 'release/1.4', 'v1.4.0');
    remote.git('tag', 'v1.4.1', remote.commit('fix: backport', {}, 'release/1.4'));
    const document = await made(aSource(remote), { from: 'v1.4.1', to: 'v1.5.0' });
    expect(told(document)).toEqual({ Added: ['new (#12)'], Fixed: ['small'] });
    expect(document.remarks).toEqual([{ code: 'parted', from: 'v1.4.1', to: 'v1.5.0' }]);
    expect((await made(aSource(remote), { to: 'v1.5.0' })).from?.name).toBe('v1.4.0');
    expect((await made(aSource(remote), { to: 'release/1.4' })).from?.name).toBe('v1.4.0');
  });

  it('lets a commit and its revert vanish together, and keeps a lone revert', async () => {
    const remote = aShop();
    const old = remote.git('rev-parse', 'v1.4.0');
    const gone = remote.commit('feat: gone');
    remote.commit(`Revert "feat: gone"\n\nThis reverts commit ${gone}.`);
    remote.commit(`Revert "feat: old"\n\nThis reverts commit ${old}.`);
    const document = await made(aSource(remote), { from: 'v1.5.0' });
    expect(told(document)).toEqual({ Changed: ['Revert "feat: old"'], Fixed: ['later'] });
    expect(document.changes.reverted).toBe(2);
  });

  it('says when the clone is shallow', async () => {
    const folder = aFolder();
    const remote = aShop();
    git(folder, ['clone', '--quiet', '--bare', '--depth', '2', `file://${remote.url}`, 'clone.git']);
    const shallow = { ...remote, url: `${folder}/clone.git` };
    const document = await made(aSource(shallow, { head: { name: 'main', sha: remote.head() } }));
    expect(document.remarks).toContainEqual({ code: 'shallow' });
  });

  it('narrows to services by path and scope, former folders included', async () => {
    const remote = aShop();
    remote.commit('fix: of the api', { 'services/api/a.ts': '1' });
    remote.commit('fix: of the old api', { 'server/a.ts': '1' });
    remote.commit('fix: of both', { 'services/api/b.ts': '1', 'services/worker/b.ts': '1' });
    remote.commit('fix(worker): by scope');
    const services = { api: { path: 'services/api', formerPaths: ['server'] }, worker: { path: 'services/worker' } };
    const document = await made(aSource(remote, { services }), { from: 'v1.5.0', services: ['api'] });
    expect(told(document).Fixed).toEqual(['of both', 'of the old api', 'of the api']);
    expect(document.changes.sections[0]?.entries[0]?.services).toEqual(['api', 'worker']);
    expect(document.changes.leftOut.otherServices).toBe(2);
    expect(document.showServices).toBe(true);
  });

  it('reads the tags of the service that is chosen or named', async () => {
    const remote = aShop();
    remote.git('tag', 'api@2.0.0', remote.commit('fix: of the api', { 'services/api/a.ts': '1' }));
    remote.commit('fix: later of the api', { 'services/api/a.ts': '2' });
    remote.git('tag', 'worker@7.0.0', remote.commit('fix: of the worker', { 'services/worker/a.ts': '2' }));
    const services = { api: { path: 'services/api' }, worker: { path: 'services/worker' } };
    const units = [
      { services: ['api'], tag: 'api@{version}', formerTags: ['v{version}'] },
      { services: ['worker'], tag: 'worker@{version}', formerTags: ['v{version}'] },
    ];
    const source = aSource(remote, { services, units });
    const chosen = await made(source, { services: ['api'] });
    expect(chosen).toMatchObject({ version: '2.0.1', from: { name: 'api@2.0.0' }, to: { name: 'api@2.0.1' } });
    expect(told(chosen)).toEqual({ Fixed: ['later of the api'] });
    const named = await made(source, { to: 'worker@7.0.0' });
    expect(named).toMatchObject({ version: '7.0.0', from: { name: 'v1.5.0' } });
    expect(told(named)).toEqual({ Fixed: ['of the worker'] });
  });

  it('reads corrections from git notes', async () => {
    const remote = aShop();
    remote.git('config', 'user.name', 'Mira');
    remote.git('config', 'user.email', 'mira@shop.example');
    const notes = createLocalNotes(remote.url);
    await notes.write('refs/notes/fairlead', remote.head(), 'fix(cart)!: right words\nfeat: and more');
    const document = await made(aSource(remote));
    expect(told(document)).toEqual({ Changed: ['right words'], Added: ['and more'] });
    expect(document.version).toBe('2.0.0');
    expect((await createLocalRepository(remote.url).notes('refs/notes/fairlead')).size).toBe(1);
  });
});

function aPullRequest(number: number, more: Partial<PullRequest>): PullRequest {
  return {
    number,
    title: `Pull request ${number}`,
    body: '',
    isBodyCut: false,
    labels: [],
    author: 'mira',
    url: `https://github.com/octo/shop/pull/${number}`,
    mergedAt: 1,
    mergeCommit: null,
    ...more,
  };
}

describe('generateChangelog with a forge', () => {
  it('links rebased commits, applies the override of a body and finds what no entry tells', async () => {
    const remote = aShop();
    const wrong = remote.commit('feat: wrong words');
    const quiet = remote.commit('test: nothing to see');
    const body = 'Words.\n\nBEGIN_COMMIT_OVERRIDE\nfix: right words\nEND_COMMIT_OVERRIDE\n';
    const pullRequestsOfCommits = async (shas: readonly string[]) =>
      new Map(
        shas.map((sha) => [
          sha,
          sha === wrong
            ? [aPullRequest(21, { body, mergeCommit: wrong })]
            : sha === quiet
              ? [aPullRequest(22, { mergeCommit: quiet })]
              : [],
        ]),
      );
    const document = await made(aSource(remote, { forge: { pullRequestsOfCommits } }), { from: 'v1.5.0' });
    expect(told(document)).toEqual({ Fixed: ['right words', 'later'] });
    expect(document.changes.sections[0]?.entries[0]?.pullRequest).toBe('#21');
    expect(document.missing.map(({ reference, title }) => `${reference} ${title}`)).toEqual(['#22 Pull request 22']);
    expect(document.remarks.map(({ code }) => code)).toEqual(['version_suggested']);
  });

  it('tells the commits of a true merge one by one, whatever the body says', async () => {
    const remote = aShop();
    remote.git('branch', 'feature');
    remote.commit('feat: of the branch', {}, 'feature');
    const tree = remote.git('rev-parse', 'feature^{tree}');
    const parents = ['-p', 'main', '-p', 'feature'];
    const merge = remote.git('commit-tree', tree, ...parents, '-m', 'Merge pull request #21 from octo/feature');
    remote.git('update-ref', 'refs/heads/main', merge);
    const body = 'BEGIN_COMMIT_OVERRIDE\nfix: other words\nEND_COMMIT_OVERRIDE';
    const pullRequestsOfCommits = async (shas: readonly string[]) =>
      new Map(shas.map((sha) => [sha, sha === merge ? [aPullRequest(21, { body, mergeCommit: merge })] : []]));
    const document = await made(aSource(remote, { forge: { pullRequestsOfCommits } }), { from: 'v1.5.0' });
    expect(told(document)).toEqual({ Added: ['of the branch'], Fixed: ['later'] });
    expect(document.changes.sections[0]?.entries[0]?.pullRequest).toBe('#21');
    expect(document.missing).toEqual([]);
  });

  it('makes do without one that is away, and says so', async () => {
    const away = async () => {
      throw new ReleaseError('FORGE_UNAVAILABLE', 'transient', 'The forge is away.');
    };
    const document = await made(aSource(aShop(), { forge: { pullRequestsOfCommits: away } }), { to: 'v1.5.0' });
    expect(told(document)).toEqual({ Added: ['new (#12)'], Fixed: ['small'] });
    expect(document.remarks).toEqual([{ code: 'forge_silent' }]);
  });

  it('says how many commits were not asked about', async () => {
    const pullRequestsOfCommits = async ([sha = '']: readonly string[]) => new Map([[sha, []]]);
    const document = await made(aSource(aShop(), { forge: { pullRequestsOfCommits } }), { to: 'v1.5.0' });
    expect(document.remarks).toEqual([{ code: 'forge_partial', unasked: 2 }]);
  });
});

describe('the release before', () => {
  it('is found behind any number of tags on other branches, with few questions', async () => {
    const remote = aShop();
    remote.git('branch', 'next', 'v1.4.0');
    const elsewhere = remote.commit('feat: elsewhere', {}, 'next');
    for (let minor = 0; minor < 12; minor += 1) remote.git('tag', `v2.${minor}.0`, elsewhere);
    const git = createLocalRepository(remote.url);
    let questions = 0;
    const counted = {
      ...git,
      isAncestor: (...ends: Parameters<typeof git.isAncestor>) => {
        questions += 1;
        return git.isAncestor(...ends);
      },
    };
    const document = await made(aSource(remote, { git: counted }));
    expect(document).toMatchObject({ version: '1.5.1', from: { name: 'v1.5.0' } });
    expect(questions).toBe(3);
    expect((await made(aSource(remote, { git: counted }), { from: 'v1.4.0', to: 'v1.5.0' })).from?.name).toBe('v1.4.0');
    expect(questions).toBe(4);
  });
});
