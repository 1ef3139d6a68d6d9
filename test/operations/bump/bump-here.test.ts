import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkingCopy } from '#adapters/git/open-working-copy.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import { bumpHere } from '#operations/bump/bump-here.ts';
import { aFolder } from '../../adapters/git/a-remote.ts';
import { aClone, type Clone } from '../../adapters/git/a-working-copy.ts';
import { aProject } from '../../support/a-release.ts';

const clock = { now: () => Date.UTC(2026, 10, 21, 9), sleep: async () => undefined };
const planned = ['package.json', 'services/api/VERSION'];

async function ask(clone: Clone, request: Partial<VersionBumpRequest> = {}, more: Record<string, unknown> = {}) {
  const copy = await openWorkingCopy(clone.folder);
  const whole = { project: 'shop', version: { exact: '1.5.0' }, files: null, services: null, ...request };
  return bumpHere(
    { copy, clock },
    { project: aProject(more), request: { commit: false, write: false, tag: false, ...whole } },
  );
}

describe('without --write and --commit', () => {
  it('shows the change and leaves folder, index and history alone', async () => {
    const clone = aClone();
    const outcome = await ask(clone);
    expect(outcome).toMatchObject({ kind: 'shown', bump: { from: '1.4.2', to: '1.5.0' } });
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.git('log', '--format=%s')).toBe('feat: start');
  });
});

describe('with --write', () => {
  it('changes the files and commits nothing; a second time too', async () => {
    const clone = aClone();
    expect(await ask(clone, { write: true })).toMatchObject({ kind: 'written' });
    expect(await ask(clone, { write: true })).toMatchObject({ kind: 'written' });
    expect(clone.git('status', '--porcelain')).toBe(' M package.json\n M services/api/VERSION');
    expect(clone.read('services/api/VERSION')).toBe('1.5.0\n');
  });

  it('is taken up by a later --commit', async () => {
    const clone = aClone();
    await ask(clone, { write: true });
    expect(await ask(clone, { commit: true })).toMatchObject({ kind: 'committed' });
    expect(clone.git('status', '--porcelain')).toBe('');
  });
});

describe('with --commit', () => {
  it('makes one commit of the owner with these files, on what is checked out', async () => {
    const clone = aClone();
    clone.git('switch', '--quiet', '-c', 'next');
    const before = clone.git('rev-parse', 'HEAD');
    const outcome = await ask(clone, { commit: true });
    const sha = clone.git('rev-parse', 'HEAD');
    expect(outcome).toMatchObject({ kind: 'committed', commit: { sha, branch: 'next', isPushed: false }, tag: null });
    expect(clone.git('log', '-1', '--format=%P|%an|%ae|%s')).toBe(
      `${before}|Mira|mira@shop.example|chore(release): 1.5.0`,
    );
    expect(clone.git('diff', '--name-only', before, sha).split('\n')).toEqual(planned);
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.git('reflog', '-1', '--format=%gs')).toBe('commit: chore(release): 1.5.0');
    expect(clone.git('for-each-ref', 'refs/fairlead')).toBe('');
  });

  it('leaves what else is staged or changed as it is, and out of the commit', async () => {
    const clone = aClone();
    clone.write('pay.js', '1\n');
    clone.write('README.md', '# shop, staged\n');
    clone.git('add', 'pay.js', 'README.md');
    clone.write('README.md', '# shop, staged and changed\n');
    clone.write('loose.txt', 'x\n');
    const before = clone.git('status', '--porcelain');
    expect(await ask(clone, { commit: true })).toMatchObject({ kind: 'committed' });
    expect(clone.git('status', '--porcelain')).toBe(before);
    expect(clone.git('diff', '--name-only', 'HEAD~1', 'HEAD').split('\n')).toEqual(planned);
  });

  it.each([
    [
      'changed in the folder',
      (clone: Clone) => clone.write('package.json', '{ "version": "1.4.2", "name": "shop" }\n'),
    ],
    [
      'staged',
      (clone: Clone) => {
        clone.write('package.json', '{ "version": "1.4.2", "name": "shop" }\n');
        clone.git('add', 'package.json');
        clone.write('package.json', '{ "version": "1.4.2" }\n');
      },
    ],
    ['removed', (clone: Clone) => rmSync(join(clone.folder, 'package.json'))],
    [
      'replaced by a link',
      (clone: Clone) => {
        rmSync(join(clone.folder, 'package.json'));
        symlinkSync('/etc/hostname', join(clone.folder, 'package.json'));
      },
    ],
    ['taken out of the index', (clone: Clone) => void clone.git('rm', '--quiet', '--cached', 'package.json')],
  ])('refuses a version file that is %s', async (_how, spoil) => {
    const clone = aClone();
    spoil(clone);
    const before = clone.git('status', '--porcelain');
    const refusal = { code: 'uncommitted', paths: ['package.json'] };
    expect(await ask(clone, { commit: true })).toEqual({ kind: 'refused', refusal });
    expect(await ask(clone, { write: true })).toEqual({ kind: 'refused', refusal });
    expect(clone.git('status', '--porcelain')).toBe(before);
    expect(clone.git('log', '--format=%s')).toBe('feat: start');
  });

  it('keeps the mode of a file and takes turned line ends for no change', async () => {
    const clone = aClone();
    chmodSync(join(clone.folder, 'services/api/VERSION'), 0o755);
    clone.git('commit', '--quiet', '-am', 'chore: make it run');
    clone.write('services/api/VERSION', '1.4.2\r\n');
    expect(await ask(clone, { commit: true })).toMatchObject({ kind: 'committed' });
    expect(clone.git('ls-tree', 'HEAD', 'services/api/VERSION')).toMatch(/^100755 /);
    expect(clone.read('services/api/VERSION')).toBe('1.5.0\n');
  });

  it('works from a folder further down', async () => {
    const clone = aClone();
    const outcome = await ask({ ...clone, folder: join(clone.folder, 'services', 'api') }, { commit: true });
    expect(outcome).toMatchObject({ kind: 'committed', bump: { edits: planned.map((path) => ({ path })) } });
  });

  it('tags the commit, and finds commit and tag a second time', async () => {
    const clone = aClone();
    expect(await ask(clone, { commit: true, tag: true })).toMatchObject({
      tag: { kind: 'placed', placed: { how: 'made', tag: 'v1.5.0', isPushed: false, signature: { kind: 'unsigned' } } },
    });
    const refs = clone.git('for-each-ref');
    expect(await ask(clone, { commit: true, tag: true })).toMatchObject({
      kind: 'already',
      commit: { subject: 'chore(release): 1.5.0' },
      tag: { placed: { how: 'found' } },
    });
    expect(clone.git('for-each-ref')).toBe(refs);
    expect(clone.git('cat-file', 'tag', 'v1.5.0')).toContain('tagger Mira <mira@shop.example>');
    expect(clone.remote.git('tag')).toBe('v1.4.2');
  });
});

it('refuses a repository without a commit, and says so where there is no repository', async () => {
  const clone = aClone();
  const empty = aFolder();
  await expect(openWorkingCopy(empty)).rejects.toMatchObject({ code: 'GIT_FAILED', fault: 'user' });
  clone.git('init', '--quiet', empty);
  const refusal = { code: 'no_commit_yet' };
  expect(await ask({ ...clone, folder: empty }, { commit: true })).toEqual({ kind: 'refused', refusal });
});

it('asks git who its owner is before anything is written', async () => {
  const clone = aClone({ 'user.useConfigOnly': 'true' });
  clone.git('config', '--global', '--unset', 'user.email');
  await expect(ask(clone, { commit: true })).rejects.toMatchObject({
    message: expect.stringContaining('Set user.name and user.email'),
  });
  expect(clone.git('status', '--porcelain')).toBe('');
});
