import type { Words } from '#domain/drawing.ts';
import type {
  ReleaseNotesDocument,
  ReleaseNotesOutcome,
  ReleaseNotesRefusal,
} from '#domain/notes/release-notes-outcome.ts';
import type { NotesFormat } from '#domain/requests/notes-choices.ts';
import type { NotesRequest } from '#domain/requests/notes-request.ts';
import type { Block } from '../blocks/block.ts';
import { header } from '../blocks/header.ts';
import { preformatted, richText } from '../blocks/rich-text.ts';
import { markdownOf, notesEndings, notesText, notesTitle } from '../notes/notes-text.ts';
import { readMarkdown } from '../notes/read-markdown.ts';
import { slackPages } from '../notes/slack-pages.ts';
import { releaseNotesRefusal } from '../refusals/release-notes-refusal.ts';
import { dateToken } from '../text/date-token.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { words } from './words.ts';

type Written = Extract<ReleaseNotesOutcome, { kind: 'written' }>;
type Wish = { readonly format: NotesFormat; readonly output: string | null };
type TextFile = { readonly name: string; readonly title: string; readonly text: string };

/** Characters of a text that stands in a message letter for letter; a longer one is a file in its thread. */
const longest = 2_500;

/** The message with the notes, and the files in its thread. What the message has no room for is in a file, and it says so. */
export function releaseNotesReply(
  written: Written,
  { format: asked, output }: Pick<NotesRequest, 'format' | 'output'>,
): { readonly words: Words; readonly files: readonly TextFile[] } {
  const { document } = written;
  const wish: Wish = { format: asked ?? (output === null ? 'slack' : 'markdown'), output };
  const text = notesText(document, wish.format);
  const isInSlack = wish.format === 'slack' && wish.output === null;
  const [first = [], ...others] = isInSlack ? slackPages(readMarkdown(markdownOf(document))) : [];
  const isShown = isInSlack
    ? others.length === 0
    : wish.output === null && isReadable(wish.format) && text.length <= longest;
  // What Slack cuts is easier to read whole as Markdown.
  const files = isShown ? [] : [fileOf(document, wish, isInSlack ? notesText(document, 'markdown') : text)];
  const shown: readonly Block[] = isInSlack ? first : isShown ? [richText(...preformatted(text, longest))] : [];
  const title = isInSlack ? [header(notesTitle(document))] : [];
  const told = words(sentences(written, files.length > 0, isInSlack));
  return { words: { text: told.text, blocks: [...title, ...told.blocks, ...shown] }, files };
}

/** The private answer when nothing was written. */
export function releaseNotesRefused(refusal: ReleaseNotesRefusal): Words {
  return words([say`No notes were written.`, releaseNotesRefusal(refusal)]);
}

/** What else is to be known about notes, each a sentence. */
export function releaseNotesRemarks({ document, copies }: Written): readonly Phrase[] {
  const { edited, isDraft, remarks, version } = document;
  return [
    ...(isDraft ? [say`${plain(version, 60)} has no tag yet: these are the notes it would have now.`] : []),
    ...(edited === null ? [] : [say`They are in the words of ${mention(edited.by)}, edited ${dateToken(edited.at)}.`]),
    ...(copies === 'updated' ? [say`The notes in the thread of the release were brought up to these.`] : []),
    ...(copies === 'not_permitted'
      ? [
          say`The notes in the thread of the release say less. Its requester, a manager or a product role can bring them up to these with the same command.`,
        ]
      : []),
    ...remarks.map((remark) => say`${remark}`),
  ];
}

function sentences(written: Written, hasFile: boolean, isInSlack: boolean): readonly Phrase[] {
  const { project, version, audience } = written.document;
  const rest = isInSlack ? 'They go on in the file below, which has all of them.' : 'They are in the file below.';
  return [
    say`Release notes of ${strong(`${project} ${plain(version, 60)}`)} for ${audience}.`,
    ...releaseNotesRemarks(written),
    ...(hasFile ? [say`${rest}`] : []),
  ];
}

function isReadable(format: NotesFormat): boolean {
  return format === 'markdown' || format === 'plain' || format === 'slack';
}

function fileOf(document: ReleaseNotesDocument, { format, output }: Wish, text: string): TextFile {
  const ending = format === 'slack' ? 'md' : notesEndings[format];
  const usual = `${document.project}-${document.version}-${document.audience}.${ending}`;
  const name = (output?.split('/').at(-1) ?? usual).replace(/[^\w.+-]+/g, '-');
  return { name, title: notesTitle(document).slice(0, 200), text };
}
