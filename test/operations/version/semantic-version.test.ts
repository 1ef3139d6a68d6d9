import { describe, expect, it } from 'vitest';
import type { VersionRequest } from '#domain/requests/version-request.ts';
import { createSemanticVersion } from '#operations/version/create-semantic-version.ts';
import { semanticVersionText } from '#templates/replies/semantic-version-reply.ts';
import { aWorkshop, type Workshop } from '../a-workshop.ts';

const deployer = { kind: 'http', url: 'http://127.0.0.1:4100' };
const services = { api: { path: 'services/api', deployer }, web: { path: 'services/web', deployer } };

const nothing: VersionRequest = {
  project: 'shop',
  current: null,
  bump: null,
  preRelease: null,
  buildMetadata: null,
  commits: null,
  version: null,
  services: null,
};

/** What a person reads for this request. */
async function told(shop: Workshop, request: Record<string, unknown> = {}): Promise<readonly string[]> {
  const outcome = await createSemanticVersion(shop)({ ...nothing, ...request } as VersionRequest);
  return semanticVersionText(outcome)
    .replace(/[0-9a-f]{7} /g, '')
    .split('\n');
}

describe('semanticVersion from the repository', () => {
  it('says the current version, the next and why, commit by commit', async () => {
    const shop = aWorkshop();
    shop.remote.commit('fix: keep the basket', { 'a.js': '1\n' });
    shop.remote.commit('docs: say how', { 'b.md': '1\n' });
    expect(await told(shop)).toEqual([
      'shop is at 1.4.2. The next is 1.5.0, a minor version (SemVer 2.0.0 item 7): a feature asks for a minor version.',
      '- feat: pay with a saved card (Mira)',
      '- Beside 1 other change and 1 fix, which ask for no more.',
      '- A minor release may hold features, fixes and internal changes; breaking changes are refused, and nobody may allow them.',
      '- It goes out after 1 build command, 1 test command, staging and production (1 approval by release-lead).',
    ]);
  });

  it('takes the highest of the services, and says what each asks for', async () => {
    const shop = aWorkshop({ services });
    shop.remote.commit('feat!: new pages', { 'services/web/page.js': '1\n' });
    shop.remote.commit('fix: carts', { 'services/api/cart.js': '1\n' });
    const lines = await told(shop);
    expect(lines[0]).toContain('The next is 2.0.0, a major version (SemVer 2.0.0 item 8)');
    expect(lines).toContain('- The highest of its services counts: api patch (1 commit) and web major (1 commit).');
  });

  it('follows a Release-As footer, and says of one that cannot be why it does not count', async () => {
    const shop = aWorkshop();
    shop.remote.commit('chore: get ready\n\nRelease-As: 3.0.0', { 'a.js': '1\n' });
    shop.remote.commit('chore: too low\n\nRelease-As: 1.0.0', { 'a.js': '2\n' });
    const lines = await told(shop);
    expect(lines[0]).toContain('The next is 3.0.0, a major version (SemVer 2.0.0 item 8): its Release-As footer');
    expect(lines).toContain(
      '- asks for 1.0.0 by a Release-As footer, which does not count: it is not greater than the last release.',
    );
  });

  it('says what may go out as a hotfix', async () => {
    const shop = aWorkshop();
    shop.remote.git('tag', 'v1.5.0', 'main');
    shop.remote.commit('fix: keep the basket', { 'a.js': '1\n' });
    const lines = await told(shop);
    expect(lines[0]).toContain('The next is 1.5.1, a patch');
    expect(lines.at(-1)).toBe('- It holds fixes only, so it may go out as a hotfix.');
  });

  it('warns of a step that promises less than the commits hold', async () => {
    const lines = await told(aWorkshop(), { bump: 'patch' });
    expect(lines[0]).toBe('shop is at 1.4.2. The next is 1.4.3, a patch (SemVer 2.0.0 item 6).');
    expect(lines).toContain(
      '- It would be a patch, but there is a new feature: pay with a saved card. 1.5.0 announces it.',
    );
  });

  it('numbers pre-releases by the tags there are, and promotes the newest', async () => {
    const shop = aWorkshop();
    shop.remote.git('tag', 'v1.5.0-alpha.0', 'main');
    expect((await told(shop, { preRelease: 'alpha' }))[0]).toContain('The next is 1.5.0-alpha.1, a pre-release of');
    expect((await told(shop, { bump: 'pre-release' }))[0]).toContain(
      'shop is at 1.5.0-alpha.0. The next is 1.5.0-alpha.1',
    );
    expect((await told(shop, { preRelease: 'beta', buildMetadata: 'b.7' }))[0]).toContain('is 1.5.0-beta.0+b.7');
    expect((await told(shop, { bump: 'release' }))[0]).toContain('The next is 1.5.0, a minor version');
  });

  it('has nothing to say of a release without commits', async () => {
    const shop = aWorkshop();
    shop.remote.git('tag', 'v1.5.0', 'main');
    expect(await told(shop)).toEqual(['shop is at 1.5.0. Nothing is to be released: no commit has come since.']);
  });

  it('answers for each service that has a version of its own', async () => {
    const shop = aWorkshop({ services, versioning: { scheme: 'independent' } });
    shop.remote.git('tag', 'api@2.0.0', 'main');
    shop.remote.commit('fix: carts', { 'services/api/cart.js': '1\n' });
    const lines = await told(shop);
    expect(lines.filter((line) => !line.startsWith('-'))).toEqual([
      'shop api is at 2.0.0. The next is 2.0.1, a patch (SemVer 2.0.0 item 6): a fix asks for a patch.',
      'shop web is at 1.4.2. Nothing is to be released: no commit since then is about web.',
    ]);
    expect(await told(shop, { services: ['web'], version: '2.0.0' })).toEqual([
      '2.0.0 may follow 1.4.2 of web; it is a major version (SemVer 2.0.0 item 8).',
    ]);
    expect(await told(shop, { version: '2.0.0' })).toEqual([
      'api and web have versions of their own. Say which is meant with --services.',
    ]);
  });

  it.each([
    ['1.5.0', '1.5.0 may follow 1.4.2; it is a minor version (SemVer 2.0.0 item 7).'],
    ['1.4.2', '1.4.2 has a tag already, and a published version never changes. The next free one is 1.4.3.'],
    ['1.4.1', '1.4.1 cannot follow 1.4.2: it is not greater (SemVer 2.0.0 item 11). The next one is 1.4.3.'],
    ['1.6.0', '1.6.0 may follow 1.4.2, but leaves versions out. The next of its kind in order is 1.5.0.'],
  ])('judges %s', async (version, answer) => {
    expect((await told(aWorkshop(), { version }))[0]).toBe(answer);
  });

  it('counts commits that are told in place of those it has', async () => {
    const commits = [
      { type: 'feat', count: 12 },
      { type: 'breaking', count: 3 },
    ];
    expect(await told(aWorkshop(), { commits })).toEqual([
      'After 1.4.2 comes 2.0.0, a major version (SemVer 2.0.0 item 8).',
      '- 3 breaking: a breaking change asks for a major version.',
      '- 12 other commits ask for no more.',
    ]);
  });

  it.each([
    [{ project: 'shpo' }, 'There is no project shpo. The only project is shop. Did you mean shop?'],
    [{ bump: 'release' }, '1.4.2 is a release, so there is nothing to promote. The next patch is 1.4.3.'],
  ])('refuses %j', async (request, answer) => {
    expect(await told(aWorkshop(), request)).toEqual([answer]);
  });
});

describe('semanticVersion from a version', () => {
  it.each<readonly [Record<string, unknown>, string]>([
    [
      { bump: 'minor', preRelease: 'alpha', buildMetadata: 'commit.abc123' },
      'After 1.4.2, a pre-release of the next minor version is 1.5.0-alpha.0+commit.abc123.',
    ],
    [{ bump: 'patch' }, 'After 1.4.2, the next patch is 1.4.3.'],
    [{}, 'After 1.4.2 there are 3 steps; name one with --bump, or tell the commits with --commits.'],
    [{ bump: 'pre-release' }, 'A first pre-release needs a label, such as --pre-release alpha: 1.4.3-alpha.0.'],
  ])('by %j asks no repository', async (request, answer) => {
    const shop = aWorkshop();
    const away = {
      of: () => {
        throw new Error('The repository was asked.');
      },
    };
    const outcome = await createSemanticVersion({ ...shop, git: away })({
      ...nothing,
      current: '1.4.2',
      ...request,
    } as VersionRequest);
    expect(semanticVersionText(outcome).split('\n')[0]).toBe(answer);
  });
});
