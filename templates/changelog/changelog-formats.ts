import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import { githubBody } from '#domain/changelog/formats/github.ts';
import { changelogJson } from '#domain/changelog/formats/json.ts';
import { keepAChangelog } from '#domain/changelog/formats/keep-a-changelog.ts';
import { plainText } from '#domain/changelog/formats/plain.ts';
import type { ChangelogFormat } from '#domain/requests/changelog-formats.ts';
import { slackText } from './slack-text.ts';

/** Every format: how it is written, and the ending of a file of it. A new one is a file, a line here and its name in the request. */
export const formatTable: Readonly<
  Record<ChangelogFormat, { readonly write: (document: ChangelogDocument) => string; readonly ending: string }>
> = {
  'keep-a-changelog': { write: keepAChangelog, ending: 'md' },
  github: { write: githubBody, ending: 'md' },
  slack: { write: slackText, ending: 'txt' },
  json: { write: changelogJson, ending: 'json' },
  plain: { write: plainText, ending: 'txt' },
};

/** The changelog in a format, whole. */
export function changelogText(document: ChangelogDocument, format: ChangelogFormat): string {
  return formatTable[format].write(document);
}
