import type { Links } from './links.ts';

const nowhere = () => null;

/** A repository without web pages: every link is null. */
export const plainLinks: Links = {
  kind: 'plain',
  commit: nowhere,
  compare: nowhere,
  tag: nowhere,
  pullRequest: nowhere,
  issue: nowhere,
  author: nowhere,
  accountOf: nowhere,
};
