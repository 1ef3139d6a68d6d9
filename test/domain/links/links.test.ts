import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linksOf } from '#domain/links/links-of.ts';
import { repositoryPlace } from '#domain/links/remote-address.ts';

describe('repositoryPlace', () => {
  it.each([
    ['https://github.com/octo/shop.git', 'github.com', 'octo/shop'],
    ['https://github.com/octo/shop/', 'github.com', 'octo/shop'],
    ['https://mira:secret@github.com/octo/shop', 'github.com', 'octo/shop'],
    ['git@github.com:octo/shop.git', 'github.com', 'octo/shop'],
    ['git@github.com:/octo/shop.git', 'github.com', 'octo/shop'],
    ['ssh://git@github.com/octo/shop.git', 'github.com', 'octo/shop'],
    ['ssh://git@ssh.github.com:443/octo/shop.git', 'github.com', 'octo/shop'],
    ['ssh://git@altssh.gitlab.com:443/octo/shop', 'gitlab.com', 'octo/shop'],
    ['git://GitHub.com/octo/shop', 'github.com', 'octo/shop'],
    ['git+ssh://git@gitlab.com/group/sub/shop.git', 'gitlab.com', 'group/sub/shop'],
    ['https://git.shop.example:8443/octo/shop', 'git.shop.example:8443', 'octo/shop'],
    ['ssh://git@git.shop.example:2222/octo/shop.git', 'git.shop.example', 'octo/shop'],
    ['forge:octo/shop.git', 'forge', 'octo/shop'],
    ['  https://github.com/octo/shop  ', 'github.com', 'octo/shop'],
  ])('reads %s', (address, host, path) => {
    expect(repositoryPlace(address)).toMatchObject({ host, path });
  });

  it.each([
    '',
    '/srv/git/shop.git',
    './shop',
    'C:\\git\\shop',
    'C:/git/shop',
    'file:///srv/git/shop',
    'https://github.com/shop',
    'https://github.com/../shop',
    'git@github.com:octo/../shop',
    'https://github.com/octo/sh op',
    'javascript:alert(1)//x/y',
    'ext::sh -c x/y',
  ])('gives none for %j', (address) => {
    expect(repositoryPlace(address)).toBeNull();
  });

  it('never gives what a web address could break out of', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const places = [
          repositoryPlace(text),
          repositoryPlace(`https://h/${text}`),
          repositoryPlace(`git@h.x:${text}`),
        ];
        for (const place of places)
          if (place !== null) expect(`${place.host}/${place.path}`).toMatch(/^[\w.~:[\]/-]+$/);
      }),
    );
  });
});

const sha = 'a'.repeat(40);
const all = (address: string, settings = {}) => {
  const links = linksOf(address, settings);
  return [
    links.commit(sha),
    links.compare('v1.4.0', 'api@1.5.0'),
    links.tag('v1.5.0'),
    links.pullRequest('#12'),
    links.issue('#13'),
    links.author('mira'),
  ];
};

describe('linksOf', () => {
  it('knows the pages of GitHub', () => {
    expect(all('git@github.com:octo/shop.git')).toEqual([
      `https://github.com/octo/shop/commit/${sha}`,
      'https://github.com/octo/shop/compare/v1.4.0...api%401.5.0',
      'https://github.com/octo/shop/releases/tag/v1.5.0',
      'https://github.com/octo/shop/pull/12',
      'https://github.com/octo/shop/issues/13',
      'https://github.com/mira',
    ]);
    const links = linksOf('git@github.com:octo/shop.git');
    expect(links.issue('octo/other#7')).toBe('https://github.com/octo/other/issues/7');
    expect(links.accountOf('12+mira@users.noreply.github.com')).toBe('mira');
    expect(links.accountOf('mira@users.noreply.github.com')).toBe('mira');
    expect(links.accountOf('mira@shop.example')).toBeNull();
  });

  it('knows the pages of GitLab, subgroups and merge requests included', () => {
    expect(all('https://gitlab.com/group/sub/shop.git')).toEqual([
      `https://gitlab.com/group/sub/shop/-/commit/${sha}`,
      'https://gitlab.com/group/sub/shop/-/compare/v1.4.0...api%401.5.0',
      'https://gitlab.com/group/sub/shop/-/tags/v1.5.0',
      'https://gitlab.com/group/sub/shop/-/merge_requests/12',
      'https://gitlab.com/group/sub/shop/-/issues/13',
      'https://gitlab.com/mira',
    ]);
    const links = linksOf('https://gitlab.com/group/sub/shop.git');
    expect(links.issue('!12')).toBe('https://gitlab.com/group/sub/shop/-/merge_requests/12');
    expect(links.accountOf('12-mira@users.noreply.gitlab.com')).toBe('mira');
  });

  it('knows the pages of Bitbucket Cloud', () => {
    expect(all('git@bitbucket.org:octo/shop.git')).toEqual([
      `https://bitbucket.org/octo/shop/commits/${sha}`,
      'https://bitbucket.org/octo/shop/branches/compare/api%401.5.0%0Dv1.4.0#diff',
      'https://bitbucket.org/octo/shop/src/v1.5.0/',
      'https://bitbucket.org/octo/shop/pull-requests/12',
      'https://bitbucket.org/octo/shop/issues/13',
      null,
    ]);
  });

  it('knows the pages of Bitbucket Data Center, once it is told', () => {
    expect(all('ssh://git@git.shop.example:7999/shop/api.git', { kind: 'bitbucket-server' })).toEqual([
      `https://git.shop.example/projects/SHOP/repos/api/commits/${sha}`,
      'https://git.shop.example/projects/SHOP/repos/api/compare/commits?sourceBranch=api%401.5.0&targetBranch=v1.4.0',
      'https://git.shop.example/projects/SHOP/repos/api/browse?at=refs%2Ftags%2Fv1.5.0',
      'https://git.shop.example/projects/SHOP/repos/api/pull-requests/12',
      null,
      'https://git.shop.example/users/mira',
    ]);
    const personal = linksOf('https://git.shop.example/scm/~mira/api.git', { kind: 'bitbucket-server' });
    expect(personal.commit(sha)).toBe(`https://git.shop.example/users/mira/repos/api/commits/${sha}`);
  });

  it.each([
    ['/srv/git/shop.git', {}],
    ['ssh://git@git.shop.example/octo/shop', {}],
    ['git@github.com:octo/shop.git', { kind: 'plain' }],
    ['https://github.com/octo/group/shop', {}],
  ])('links nothing for %s, %j', (address, settings) => {
    expect(new Set(all(address, settings))).toEqual(new Set([null]));
  });

  it.each([
    ['ssh://git@git.shop.example:2222/octo/shop', { kind: 'github' }, 'https://git.shop.example/octo/shop/pull/12'],
    [
      'ssh://git@git.shop.example:2222/octo/shop',
      { kind: 'gitlab', web: 'http://code.shop.example:8080/octo/shop' },
      'http://code.shop.example:8080/octo/shop/-/merge_requests/12',
    ],
    ['/srv/git/shop.git', { web: 'https://github.com/octo/shop' }, 'https://github.com/octo/shop/pull/12'],
    ['git@gitlab.shop.example:octo/shop.git', {}, 'https://gitlab.shop.example/octo/shop/-/merge_requests/12'],
  ] as const)('takes what the project says of %s, %j', (address, settings, url) => {
    expect(linksOf(address, settings).pullRequest('#12')).toBe(url);
  });

  it('makes no link of what is no reference', () => {
    const links = linksOf('git@github.com:octo/shop.git');
    for (const text of ['12', '#', '#x', '../..#1', 'a/b#1)', '#1\n', 'SHOP-12']) expect(links.issue(text)).toBeNull();
  });

  it('gives addresses that hold no character Markdown or mrkdwn could end them at', () => {
    const addresses = ['git@github.com:o/s', 'git@gitlab.com:o/s', 'git@bitbucket.org:o/s'];
    fc.assert(
      fc.property(fc.constantFrom(...addresses), fc.string({ maxLength: 40 }), (address, ref) => {
        const links = linksOf(address);
        for (const url of [links.compare(ref, ref), links.tag(ref), links.commit(ref)])
          expect(url).not.toMatch(/[\s<>|"\]]/);
      }),
    );
  });
});
