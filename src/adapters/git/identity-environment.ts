/** Who a commit of Fairlead's is by, and when: the same for author and committer, so that the same words give the same commit everywhere. */
export function identityEnvironment({
  authorName,
  authorEmail,
  at,
}: {
  readonly authorName: string;
  readonly authorEmail: string;
  /** Epoch milliseconds; cut to whole seconds. */
  readonly at: number;
}): Record<string, string> {
  const name = oneLine(authorName, 'Fairlead');
  const email = oneLine(authorEmail, 'fairlead@localhost');
  const date = `@${Math.floor(at / 1_000)} +0000`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

/** Git drops these characters from names by itself and refuses a name that has no others. */
export function oneLine(text: string, fallback: string): string {
  const clean = text.replace(/[\p{Cc}<>]+/gu, ' ').trim();
  return /[^\s.,:;"'\\]/.test(clean) ? clean : fallback;
}
