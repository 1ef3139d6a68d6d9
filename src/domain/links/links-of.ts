import { bitbucketLinks, bitbucketServerLinks } from './bitbucket-links.ts';
import { githubLinks } from './github-links.ts';
import { gitlabLinks } from './gitlab-links.ts';
import type { LinkKind, Links } from './links.ts';
import { plainLinks } from './plain-links.ts';
import { type RepositoryPlace, repositoryPlace } from './remote-address.ts';

/** What a project says about its web pages, where its address does not tell. */
export type LinkSettings = {
  readonly kind?: LinkKind | undefined;
  /** The address of the repository's page, `https://git.shop.example/octo/shop`. */
  readonly web?: string | undefined;
};

const makers = {
  github: githubLinks,
  gitlab: gitlabLinks,
  bitbucket: bitbucketLinks,
  'bitbucket-server': bitbucketServerLinks,
  plain: () => plainLinks,
} as const satisfies Record<LinkKind, (site: string, path: string) => Links>;

/**
 * The links of a repository, from its remote address and what its project says. github.com, gitlab.com and bitbucket.org are known, and so
 * are hosts called `github.` or `gitlab.`; any other host has no links until it is told which forge it is.
 */
export function linksOf(address: string | null, settings: LinkSettings = {}): Links {
  const place = repositoryPlace(settings.web ?? '') ?? (address === null ? null : repositoryPlace(address));
  if (place === null) return plainLinks;
  const site = `${place.isSecure ? 'https' : 'http'}://${place.host}`;
  return makers[settings.kind ?? kindOfHost(place)](site, place.path);
}

function kindOfHost({ host, path }: RepositoryPlace): LinkKind {
  const parts = path.split('/').length;
  if (host.startsWith('github.')) return parts === 2 ? 'github' : 'plain';
  if (host.startsWith('gitlab.')) return 'gitlab';
  return host === 'bitbucket.org' && parts === 2 ? 'bitbucket' : 'plain';
}
