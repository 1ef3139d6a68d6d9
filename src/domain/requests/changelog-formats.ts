/** The shapes a changelog is written in. */
export const changelogFormats = ['keep-a-changelog', 'github', 'slack', 'json', 'plain'] as const;
/** One of them. */
export type ChangelogFormat = (typeof changelogFormats)[number];
