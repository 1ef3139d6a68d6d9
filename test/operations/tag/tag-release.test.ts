import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Forge } from '#domain/project/forge.ts';
import type { TagRequest } from '#domain/requests/tag-request.ts';
import { Version } from '#domain/version/version.ts';
import type { PageWish } from '#operations/tag/publish-page.ts';
import { type AboutToTag, createTagRelease } from '#operations/tag/tag-release.ts';
import { aGpgHome, anOpenPgpKey, anSshKey } from '../../adapters/git/real-keys.ts';
import { aiko, aWish, aWorkshop, mira, rel } from '../a-workshop.ts';

/** The shop, whose managers are the release leads: Aiko is one, Mira is none. */
function aShop(more: Record<string, unknown> = {}) {
  const shop = aWorkshop({ managers: ['release-lead'], ...more });
  const pages: PageWish[] = [];
  const ahead: AboutToTag[] = [];
  const tagRelease = createTagRelease({
    ...shop.ports,
    publishPage: async (wish) => {
      pages.push(wish);
      return { kind: 'published', url: 'https://forge.example/shop/releases/v1.5.0', files: [] };
    },
  });
  const ask = (request: Partial<TagRequest> = {}, actor = aiko) =>
    tagRelease({
      actor,
      announce: async (what) => void ahead.push(what),
      request: {
        project: 'shop',
        version: Version.parse('1.5.0'),
        message: null,
        sign: null,
        commit: null,
        release: false,
        push: false,
        artifacts: [],
        service: null,
        ...request,
      },
    });
  return { ...shop, pages, ahead, ask };
}

function hook(url: string, body: string): void {
  const path = join(url, 'hooks', 'pre-receive');
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

describe('what is tagged', () => {
  it('is the head of the branch when nothing else is known, shown before and after', async () => {
    const shop = aShop();
    const commit = { sha: shop.remote.head(), subject: 'feat: pay with a saved card', committedAt: 1_700_000_000_000 };
    expect(await shop.ask({ message: 'First stable API' })).toEqual({
      kind: 'placed',
      project: 'shop',
      version: '1.5.0',
      chosenBy: 'branch',
      isSigningAsked: false,
      others: [{ path: 'package.json', version: '1.4.2' }],
      placed: { how: 'made', tag: 'v1.5.0', commit, signature: { kind: 'unsigned' }, isPushed: true },
      page: null,
    });
    expect(shop.ahead).toEqual([{ tag: 'v1.5.0', commit, chosenBy: 'branch' }]);
    expect(shop.remote.git('cat-file', 'tag', 'v1.5.0')).toMatch(/tagger Fairlead .*\n\nv1\.5\.0\n\nFirst stable API$/);
  });

  it.each(['name of a branch', 'whole commit', 'abbreviated commit', 'other tag'])(
    'is what a %s names',
    async (how) => {
      const shop = aShop();
      const first = shop.remote.git('rev-parse', 'v1.4.2^{commit}');
      shop.remote.git('branch', 'old', 'v1.4.2');
      const names: Record<string, string> = {
        'name of a branch': 'old',
        'whole commit': first,
        'abbreviated commit': first.slice(0, 9),
        'other tag': 'v1.4.2',
      };
      expect(await shop.ask({ commit: names[how] ?? '' })).toMatchObject({
        chosenBy: 'name',
        placed: { commit: { sha: first } },
      });
    },
  );

  it.each(['nowhere', 'deadbeef', '--all'])('is refused when %s names nothing', async (commit) => {
    expect(await aShop().ask({ commit })).toEqual({
      kind: 'refused',
      refusal: { code: 'commit_unknown', name: commit },
    });
  });

  it('is the commit of the finished release of the version, and no other', async () => {
    const shop = aShop();
    await shop.propose(aWish(1, { version: { exact: '1.5.0' } }));
    await shop.projects.change('shop', () => [{ v: 1, type: 'release.closed', release: rel(1), ending: 'released' }]);
    const head = shop.remote.commit('fix: on top');
    const outcome = await shop.ask();
    expect(outcome).toMatchObject({ chosenBy: 'release', placed: { commit: { subject: 'chore(release): 1.5.0' } } });
    expect(shop.remote.git('rev-parse', 'v1.5.0^{commit}')).not.toBe(head);
    expect(await shop.ask({ commit: 'main' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not_the_released', released: { subject: 'chore(release): 1.5.0' }, named: { sha: head } },
    });
  });
});

describe('a tag is refused', () => {
  it('to anybody but a manager, before anything is said about it', async () => {
    const shop = aShop();
    const refusal = { code: 'not_permitted', roles: ['release-lead'] };
    expect(await shop.ask({}, mira)).toEqual({ kind: 'refused', refusal });
    expect(shop.ahead).toEqual([]);
  });

  it('while a release of the version is open, and not for one of another version', async () => {
    const shop = aShop();
    await shop.propose(aWish(1, { version: { exact: '1.5.0' } }));
    const refusal = { code: 'release_open', release: rel(1), version: '1.5.0' };
    expect(await shop.ask()).toEqual({ kind: 'refused', refusal });
    expect(await shop.ask({ version: Version.parse('1.4.9') })).toMatchObject({ kind: 'placed' });
  });

  it('when it stands on another commit, showing both', async () => {
    const shop = aShop();
    await shop.ask();
    const there = shop.remote.head();
    const wanted = shop.remote.commit('fix: on top');
    expect(await shop.ask()).toEqual({
      kind: 'refused',
      refusal: {
        code: 'exists_elsewhere',
        tag: 'v1.5.0',
        there: { sha: there, subject: 'feat: pay with a saved card', committedAt: 1_700_000_000_000 },
        wanted: { sha: wanted, subject: 'fix: on top', committedAt: 1_700_000_000_000 },
      },
    });
    expect(shop.remote.git('rev-parse', 'v1.5.0^{commit}')).toBe(there);
  });

  it.each([
    ['protected', 'GH013: Cannot create ref due to creations being restricted.'],
    ['burnt', 'GH013: tag name was used by an immutable release'],
  ])('in the words of the remote when the name is %s', async (code, said) => {
    const shop = aShop();
    hook(shop.remote.url, `echo "${said}" >&2; exit 1`);
    expect(await shop.ask()).toMatchObject({
      kind: 'refused',
      refusal: { code, tag: 'v1.5.0', why: expect.stringContaining(said) },
    });
  });

  it('when the shape of the tags makes a name git does not take', async () => {
    const refusal = { code: 'bad_name', tag: 'v1.5.0.lock', fault: 'lock_suffix' };
    expect(await aShop({ tag: 'v{version}.lock' }).ask()).toEqual({ kind: 'refused', refusal });
  });

  it('for a service nobody knows, and without a service where each has its own tags', async () => {
    const shop = aShop({ versioning: { scheme: 'independent', tag: '{service}@{version}' } });
    expect(await shop.ask({ service: 'shed' })).toMatchObject({ refusal: { code: 'unknown_service' } });
    const refusal = { code: 'several_versions', units: ['api', 'web', 'worker'] };
    expect(await shop.ask()).toEqual({ kind: 'refused', refusal });
    expect(await shop.ask({ service: 'api' })).toMatchObject({ placed: { tag: 'api@1.5.0' } });
  });
});

describe('a repeat', () => {
  it('finds the tag on the same commit and changes nothing', async () => {
    const shop = aShop();
    await shop.ask();
    const refs = shop.remote.git('for-each-ref');
    shop.clock.at += 60_000;
    expect(await shop.ask({ message: 'Other words' })).toMatchObject({ kind: 'placed', placed: { how: 'found' } });
    expect(shop.remote.git('for-each-ref')).toBe(refs);
  });
});

describe('a signature', () => {
  it('is made with the configured ssh key and shown as good by Fairlead', async () => {
    const shop = aShop({ signing: anSshKey().sign });
    expect(await shop.ask()).toMatchObject({
      placed: { signature: { kind: 'good', format: 'ssh', signer: 'Fairlead' } },
    });
  });

  it('is made with the configured OpenPGP key and shown with the name on the key', async () => {
    const shop = aShop({ signing: anOpenPgpKey(aGpgHome(), 'fairlead@shop.example') });
    expect(await shop.ask({ sign: true })).toMatchObject({
      isSigningAsked: true,
      placed: { signature: { kind: 'good', format: 'openpgp', signer: 'fairlead@shop.example' } },
    });
  });

  it('is left out when it is not wanted', async () => {
    const shop = aShop({ signing: anSshKey().sign });
    expect(await shop.ask({ sign: false })).toMatchObject({ placed: { signature: { kind: 'unsigned' } } });
  });

  it('is refused without a key in the configuration, and without one on this machine', async () => {
    expect(await aShop().ask({ sign: true })).toEqual({ kind: 'refused', refusal: { code: 'no_key' } });
    const shop = aShop({ signing: { format: 'ssh', key: '/nonexistent/key' } });
    expect(await shop.ask()).toMatchObject({ refusal: { code: 'signing_failed' } });
    expect(shop.remote.git('tag')).toBe('v1.4.2');
  });
});

describe('the page of the forge', () => {
  it('is published after the tag, when it is asked for', async () => {
    const shop = aShop();
    const { project } = shop.settings;
    const repository = { ...project.repository, forge: Forge.parse({ kind: 'github', repository: 'octo/shop' }) };
    shop.settings.project = { ...project, repository };
    expect(await shop.ask({ release: true, message: 'Words' })).toMatchObject({ page: { kind: 'published' } });
    expect(shop.pages).toMatchObject([{ tag: 'v1.5.0', sha: shop.remote.head(), body: 'Words', files: null }]);
  });

  it('is refused before the tag is made where no forge is configured', async () => {
    const shop = aShop();
    expect(await shop.ask({ release: true })).toEqual({ kind: 'refused', refusal: { code: 'no_forge' } });
    expect(shop.remote.git('tag')).toBe('v1.4.2');
  });
});
