import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import { createVersionBump } from '#operations/bump/version-bump.ts';
import { aMirror } from '../../adapters/git/a-remote.ts';
import { aiko, aWish, aWorkshop, mira } from '../a-workshop.ts';

/** The shop, whose managers are the release leads: Aiko is one, Mira is none. Nothing is configured but what a test says. */
function aShop(more: Record<string, unknown> = {}) {
  const shop = aWorkshop({ managers: ['release-lead'], versionFiles: [], ...more });
  const bump = createVersionBump(shop.ports);
  const ask = (request: Partial<VersionBumpRequest> = {}, actor = aiko) =>
    bump({
      actor,
      request: {
        project: 'shop',
        version: { exact: '1.5.0' },
        files: null,
        commit: false,
        write: false,
        tag: false,
        services: null,
        ...request,
      },
    });
  return { ...shop, ask };
}

/** Makes the remote run a hook with this shell body on every push. */
function hook(url: string, body: string): void {
  const path = join(url, 'hooks', 'pre-receive');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

describe('a dry run', () => {
  it('finds the version files and shows what would change, to anybody, and changes nothing', async () => {
    const shop = aShop();
    const refs = shop.remote.git('for-each-ref');
    const outcome = await shop.ask({}, mira);
    expect(outcome).toMatchObject({
      kind: 'shown',
      project: 'shop',
      bump: { from: '1.4.2', to: '1.5.0', already: [], skippedTo: null },
    });
    expect(outcome.kind === 'shown' && outcome.bump.edits).toEqual([
      { path: 'package.json', before: '{ "version": "1.4.2" }\n', after: '{ "version": "1.5.0" }\n' },
      { path: 'services/api/VERSION', before: '1.4.2\n', after: '1.5.0\n' },
    ]);
    expect(shop.remote.git('for-each-ref')).toBe(refs);
  });

  it('is about the files named and no others', async () => {
    const outcome = await aShop().ask({ files: ['services/api/VERSION'] });
    expect(outcome.kind === 'shown' && outcome.bump.edits.map(({ path }) => path)).toEqual(['services/api/VERSION']);
  });

  it('is about the files configured where some are', async () => {
    const outcome = await aShop({ versionFiles: ['package.json'] }).ask();
    expect(outcome.kind === 'shown' && outcome.bump.edits.map(({ path }) => path)).toEqual(['package.json']);
  });

  it('is about the files of the services named, where some are', async () => {
    const shop = aShop();
    const { project } = shop.settings;
    const { api } = project.services;
    if (api === undefined) throw new Error('The shop has no api.');
    shop.settings.project = { ...project, services: { ...project.services, api: { ...api, path: 'services/api' } } };
    const outcome = await shop.ask({ services: ['api'] });
    expect(outcome.kind === 'shown' && outcome.bump.edits.map(({ path }) => path)).toEqual(['services/api/VERSION']);
  });

  it.each([
    ['patch', '1.4.3'],
    ['minor', '1.5.0'],
    ['major', '2.0.0'],
    ['suggested', '1.5.0'],
  ] as const)('takes the word %s for %s', async (bump, version) => {
    expect(await aShop().ask({ version: { bump } })).toMatchObject({ kind: 'shown', bump: { to: version } });
  });

  it('says which version would be one step where the one asked for leaves some out', async () => {
    expect(await aShop().ask({ version: { exact: '1.7.0' } })).toMatchObject({ bump: { skippedTo: '1.5.0' } });
  });
});

describe('a bump is refused', () => {
  it.each([
    [{ project: 'shed' }, { code: 'unknown_project', known: ['shop'] }],
    [{ version: { exact: '1.5' } }, { code: 'version_malformed', nearest: '1.5.0' }],
    [{ version: { exact: '1.4.1' } }, { code: 'not_greater', current: '1.4.2', nearest: '1.4.3' }],
    [{ files: ['pom.xml', 'package.json'] }, { code: 'files_missing', paths: ['pom.xml'] }],
    [{ files: ['../etc/passwd'] }, { code: 'files_missing', paths: ['../etc/passwd'] }],
    [{ files: ['pay.js'] }, { code: 'files_disagree' }],
  ] as const)('for %j', async (request, refusal) => {
    expect(await aShop().ask(request as Partial<VersionBumpRequest>)).toMatchObject({ kind: 'refused', refusal });
  });

  it('when files disagree about the current version, and tells who says what', async () => {
    const shop = aShop();
    shop.remote.commit('chore: drift', { 'services/api/VERSION': '1.3.0\n', 'services/web/VERSION': '1.4.2\n' });
    expect(await shop.ask({ commit: true })).toEqual({
      kind: 'refused',
      refusal: {
        code: 'files_disagree',
        agreement: {
          kind: 'disagree',
          said: [
            { version: '1.4.2', paths: ['package.json', 'services/web/VERSION'] },
            { version: '1.3.0', paths: ['services/api/VERSION'] },
          ],
          unreadable: [],
        },
      },
    });
  });

  it('when the version has a tag', async () => {
    const shop = aShop();
    shop.remote.git('tag', 'v1.5.0', 'main');
    const refusal = { code: 'tag_exists', version: '1.5.0', nearest: '1.4.3' };
    expect(await shop.ask()).toEqual({ kind: 'refused', refusal });
  });

  it('for a named Go module whose path does not name the major version, and for a named file without a version', async () => {
    const shop = aShop();
    shop.remote.commit('chore: more kinds', {
      'go.mod': 'module shop.example/shop\n\ngo 1.22\n',
      'tools/package.json': '{ "private": true }\n',
    });
    const ask = (version: string, file: string) =>
      shop.ask({ version: { exact: version }, files: ['package.json', file] });
    expect(await ask('2.0.0', 'go.mod')).toMatchObject({
      refusal: { code: 'files_invalid', problems: [{ path: 'go.mod', why: expect.stringContaining('/v2') }] },
    });
    expect(await ask('1.5.0', 'go.mod')).toMatchObject({ kind: 'shown', bump: { already: [] } });
    expect(await ask('1.5.0', 'tools/package.json')).toMatchObject({ refusal: { code: 'files_invalid' } });
  });

  it('when there is nothing that holds a version', async () => {
    const shop = aShop();
    const { project } = shop.settings;
    shop.settings.project = { ...project, repository: { ...project.repository, branch: 'docs' } };
    shop.remote.commit('docs: start', { 'README.md': '# docs\n' }, 'docs');
    expect(await shop.ask()).toEqual({ kind: 'refused', refusal: { code: 'no_version_files' } });
    shop.remote.commit('docs: describe', { 'package.json': '{ "private": true }\n' }, 'docs');
    expect(await shop.ask()).toMatchObject({ kind: 'refused' });
  });

  it('when the branch does not exist', async () => {
    const shop = aShop();
    const { project } = shop.settings;
    shop.settings.project = { ...project, repository: { ...project.repository, branch: 'none' } };
    expect(await shop.ask()).toEqual({ kind: 'refused', refusal: { code: 'branch_missing', branch: 'none' } });
  });

  it('as a commit by anybody but a manager', async () => {
    const refusal = { code: 'not_permitted', roles: ['release-lead'] };
    expect(await aShop().ask({ commit: true }, mira)).toEqual({ kind: 'refused', refusal });
    expect(await aShop({ managers: [] }).ask({ commit: true })).toEqual({
      kind: 'refused',
      refusal: { ...refusal, roles: [] },
    });
  });

  it('as a commit while a release is open, which would drift', async () => {
    const shop = aShop({ versionFiles: ['package.json'] });
    await shop.propose(aWish(1, { version: { exact: '1.6.0' } }));
    expect(await shop.ask({ commit: true })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'release_open', version: '1.6.0' },
    });
    expect(await shop.ask()).toMatchObject({ kind: 'shown' });
  });

  it('in the words of the remote when the branch is protected', async () => {
    const shop = aShop();
    hook(shop.remote.url, 'echo "GH006: Protected branch update failed" >&2; exit 1');
    expect(await shop.ask({ commit: true })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'branch_protected', branch: 'main', why: expect.stringContaining('GH006') },
    });
  });
});

describe('a bump with commit', () => {
  it('puts one commit with these files and nothing else on the branch', async () => {
    const shop = aShop();
    const before = shop.remote.head();
    const outcome = await shop.ask({ commit: true });
    const sha = shop.remote.head();
    expect(outcome).toMatchObject({ kind: 'committed', commit: { sha, branch: 'main', isPushed: true }, tag: null });
    expect(shop.remote.git('log', '-1', '--format=%P|%an|%s', sha)).toBe(`${before}|Fairlead|chore(release): 1.5.0`);
    expect(shop.remote.git('diff', '--name-status', before, sha)).toBe('M\tpackage.json\nM\tservices/api/VERSION');
    expect(shop.remote.git('show', `${sha}:package.json`)).toBe('{ "version": "1.5.0" }');
    expect(shop.remote.git('tag')).toBe('v1.4.2');
  });

  it('tags the commit it made, when asked to', async () => {
    const shop = aShop();
    const outcome = await shop.ask({ commit: true, tag: true });
    const sha = shop.remote.head();
    expect(outcome).toMatchObject({ tag: { kind: 'placed', placed: { how: 'made', tag: 'v1.5.0', commit: { sha } } } });
    expect(shop.remote.git('rev-parse', 'v1.5.0^{commit}')).toBe(sha);
    expect(shop.remote.git('cat-file', '-t', 'v1.5.0')).toBe('tag');
  });

  it('changes nothing a second time, and finds commit and tag', async () => {
    const shop = aShop();
    await shop.ask({ commit: true, tag: true });
    const refs = shop.remote.git('for-each-ref');
    shop.clock.at += 60_000;
    const sha = shop.remote.head();
    const again = await shop.ask({ commit: true, tag: true });
    expect(again).toMatchObject({
      kind: 'already',
      version: '1.5.0',
      commit: { sha, subject: 'chore(release): 1.5.0' },
      tag: { kind: 'placed', placed: { how: 'found', tag: 'v1.5.0' } },
    });
    expect(shop.remote.git('for-each-ref')).toBe(refs);
  });

  it('tags the commit of an earlier bump though others have come on top', async () => {
    const shop = aShop();
    await shop.ask({ commit: true });
    const sha = shop.remote.head();
    shop.remote.commit('fix: on top', { 'pay.js': '2\n' });
    expect(await shop.ask({ commit: true, tag: true })).toMatchObject({ kind: 'already', commit: { sha } });
    expect(shop.remote.git('rev-parse', 'v1.5.0^{commit}')).toBe(sha);
  });

  it('is one commit and one tag though it is asked for by several at once', async () => {
    const shop = aShop();
    const wish = { commit: true, tag: true };
    const outcomes = await Promise.all([shop.ask(wish), shop.ask(wish), shop.ask(wish)]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ commit: { sha: shop.remote.head() }, tag: { kind: 'placed' } });
    expect(shop.remote.git('log', '--format=%s', 'v1.4.2..main')).toBe(
      'chore(release): 1.5.0\nfeat: pay with a saved card',
    );
  });

  it('works everything out again when somebody pushes in between', async () => {
    const shop = aShop();
    const race = join(shop.remote.url, 'raced');
    // The hook runs once, after the branch was read and before the remote takes the push.
    const commit = `git commit-tree "main^{tree}" -p main -m "fix: meanwhile"`;
    const who = 'GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=s@x GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=s@x';
    hook(
      shop.remote.url,
      `[ -e ${race} ] && exit 0; touch ${race}; unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES; git update-ref refs/heads/main $(${who} ${commit})`,
    );
    expect(await shop.ask({ commit: true })).toMatchObject({ kind: 'committed' });
    expect(shop.remote.git('log', '--format=%s', '-3', 'main')).toBe(
      'chore(release): 1.5.0\nfix: meanwhile\nfeat: pay with a saved card',
    );
  });

  it('makes no commit when the tag that is to go with it cannot be signed on this machine', async () => {
    const shop = aShop({ signing: { format: 'ssh', key: '/nonexistent/key' } });
    const before = shop.remote.head();
    expect(await shop.ask({ commit: true, tag: true })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'signing_failed', why: expect.stringContaining('/nonexistent/key') },
    });
    expect(shop.remote.head()).toBe(before);
  });

  it('keeps the commit and tells why there is no tag, when the remote lets nobody make one', async () => {
    const shop = aShop();
    const refuse =
      'while read old new ref; do case $ref in refs/tags/*) echo "tags are protected" >&2; exit 1;; esac; done';
    hook(shop.remote.url, refuse);
    const outcome = await shop.ask({ commit: true, tag: true });
    expect(outcome).toMatchObject({
      kind: 'committed',
      commit: { sha: shop.remote.head() },
      tag: { kind: 'refused', refusal: { code: 'protected', why: expect.stringContaining('tags are protected') } },
    });
    expect(shop.remote.git('tag')).toBe('v1.4.2');
  });

  it('is the same commit on every machine', async () => {
    const shop = aShop();
    await shop.ask({ commit: true });
    const sha = shop.remote.head();
    const parent = shop.remote.git('rev-parse', `${sha}^`);
    const changes = [
      { path: 'package.json', text: '{ "version": "1.5.0" }\n' },
      { path: 'services/api/VERSION', text: '1.5.0\n' },
    ];
    const by = { authorName: 'Fairlead', authorEmail: 'fairlead@localhost', at: shop.clock.at };
    const elsewhere = aMirror(shop.remote.url);
    await elsewhere.fetch();
    const again = await elsewhere.prepareCommit({
      parent: parent as typeof sha,
      message: 'chore(release): 1.5.0\n',
      changes,
      ...by,
    });
    expect(again).toBe(sha);
  });
});

describe('where each service has its own version', () => {
  const versioning = { scheme: 'independent', tag: '{service}@{version}' };
  it('asks which service is meant', async () => {
    const outcome = await aShop({ versioning }).ask();
    const refusal = { code: 'several_versions', units: ['api', 'web', 'worker'] };
    expect(outcome).toEqual({ kind: 'refused', refusal });
  });

  it('takes the files below the service and tags with its name', async () => {
    const shop = aShop({ versioning });
    const { project } = shop.settings;
    const { api } = project.services;
    if (api === undefined) throw new Error('The shop has no api.');
    shop.settings.project = { ...project, services: { ...project.services, api: { ...api, path: 'services/api' } } };
    const outcome = await shop.ask({ services: ['api'], commit: true, tag: true });
    expect(outcome).toMatchObject({
      kind: 'committed',
      bump: { edits: [{ path: 'services/api/VERSION' }] },
      tag: { placed: { tag: 'api@1.5.0' } },
    });
    expect(shop.remote.git('log', '-1', '--format=%s', 'api@1.5.0^{commit}')).toBe('chore(release): api 1.5.0');
  });
});
