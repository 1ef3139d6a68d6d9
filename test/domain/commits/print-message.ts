import type { Commit } from '#domain/commits/commit.ts';

/** A message that says what the commit says, by Conventional Commits 1.0.0; what breaks is told by a footer. */
export function printMessage({ type, scope, subject, breaking, trailers }: Commit): string {
  const title = type === null ? subject : `${type}${scope === null ? '' : `(${scope})`}: ${subject}`;
  const footers = trailers
    .filter(({ token }) => !token.startsWith('BREAKING'))
    .map(({ token, value }) => `${token}: ${value}`);
  const breaks = breaking === null ? [] : [`BREAKING CHANGE: ${breaking.text}`];
  return [title, ...(breaks.length + footers.length > 0 ? [''] : []), ...breaks, ...footers].join('\n');
}
