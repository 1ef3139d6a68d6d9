import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import { titleOf } from '#domain/changelog/changelog-document.ts';
import type { ChangelogFile, ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import { countSentence } from '#domain/changelog/count-sentence.ts';
import type { Words } from '#domain/drawing.ts';
import type { ChangelogFormat } from '#domain/requests/changelog-formats.ts';
import { bullets, paragraph, preformatted, type RichPart } from '../blocks/rich-text.ts';
import { changelogText, formatTable } from '../changelog/changelog-formats.ts';
import { changelogList } from '../changelog/changelog-list.ts';
import { remarkPhrase } from '../changelog/remark-phrase.ts';
import { titlePhrase } from '../changelog/slack-text.ts';
import { changelogRefusal } from '../refusals/changelog-refusal.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, linked, strong } from '../text/styled.ts';
import { words } from './words.ts';

/** What was made, and how it was asked for. */
export type ChangelogResult = {
  readonly project: string;
  readonly document: ChangelogDocument;
  readonly format: ChangelogFormat;
  /** The file asked for with `--output`, as it would be; null when none was. */
  readonly file: ChangelogFile | null;
};

type TextFile = { readonly name: string; readonly title: string; readonly text: string };

/** Characters of a text that stands in a message; a longer one is a file in its thread. */
const longest = 2_500;

/** The message about a changelog, and the files in its thread. What the message has no room for is in a file, and it says so. */
export function changelogReply(result: ChangelogResult): {
  readonly words: Words;
  readonly files: readonly TextFile[];
} {
  const { document, format, file } = result;
  const text = changelogText(document, format);
  const list = format === 'slack' ? changelogList(document) : { parts: [], more: 0 };
  const isShown = format === 'slack' ? list.more === 0 : text.length <= longest;
  const files = isShown && file === null ? [] : [fileOf(result, text)];
  const shown = format === 'slack' ? list.parts : isShown && file === null ? preformatted(text, longest) : [];
  const more = list.more === 0 ? [] : [paragraph(say`+${list.more} more, in the file below.`)];
  return { words: words(sentences(result, files.length > 0), [...shown, ...more, ...missingParts(document)]), files };
}

/** The private answer when nothing was made. */
export function changelogRefused(refusal: ChangelogRefusal): Words {
  return words([say`No changelog was made. ${changelogRefusal(refusal)}`]);
}

/** What else is to be known about a changelog: remarks on the range and pull requests without an entry, each a sentence. */
export function changelogRemarks(document: ChangelogDocument): readonly Phrase[] {
  const missing = document.missing.map(({ reference, title }) => `${reference} ${title}`);
  const told =
    missing.length === 0
      ? []
      : [say`${plural(missing.length, 'pull request has', 'pull requests have')} no entry: ${missing.join('; ')}.`];
  return [...document.remarks.map(remarkPhrase), ...told];
}

function sentences({ project, document, file }: ChangelogResult, hasFile: boolean): readonly Phrase[] {
  const total = document.changes.sections.reduce((sum, { entries }) => sum + entries.length, 0);
  const hotfix = document.isHotfix ? ', a hotfix' : '';
  const counted = countSentence(document.changes);
  return [
    say`${strong(project)} ${titlePhrase(document)}: ${plural(total, 'entry', 'entries')}${hotfix}.`,
    say`${counted ?? ''}`,
    ...document.remarks.map(remarkPhrase),
    hasFile && file === null ? say`All of it is in the file below.` : [],
    fileSentence(project, document, file),
  ];
}

function fileSentence(project: string, document: ChangelogDocument, file: ChangelogFile | null): Phrase {
  if (file === null) return [];
  if (file.isAlready) return say`${code(file.path)} tells of it already; nothing is to be changed.`;
  const version = titleOf(document);
  return say`${code(file.path)} as it would be is below. Nothing was committed: ${code(`/release ${project} ${version}`)} commits it with the release, and in a clone ${code(`fairlead changelog-generate --output ${file.path}`)} writes it.`;
}

function fileOf({ project, document, format, file }: ChangelogResult, text: string): TextFile {
  const version = titleOf(document);
  const name = file?.path.split('/').at(-1) ?? `changelog-${version.toLowerCase()}.${formatTable[format].ending}`;
  return { name, title: `${name} of ${project} ${version}`.slice(0, 200), text: file?.text ?? text };
}

function missingParts({ missing, links }: ChangelogDocument): readonly RichPart[] {
  if (missing.length === 0) return [];
  const lines = missing.map(
    ({ reference, title, url }) => say`${linked(reference, url ?? links.pullRequest(reference))} ${title}`,
  );
  return [
    paragraph(say`${plural(missing.length, 'pull request has', 'pull requests have')} no entry:`),
    ...bullets(fittingLines(lines, 1_500)),
  ];
}
