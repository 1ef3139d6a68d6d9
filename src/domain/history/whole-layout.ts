import type { ChangelogDocument } from '../changelog/changelog-document.ts';
import { rangeLink, titleOf } from '../changelog/changelog-document.ts';
import { changelogPreamble } from '../changelog/changelog-preamble.ts';
import { githubBody } from '../changelog/formats/github.ts';
import { changelogJson } from '../changelog/formats/json.ts';
import { keepAChangelogSection } from '../changelog/formats/keep-a-changelog.ts';
import { plainText } from '../changelog/formats/plain.ts';
import type { ChangelogFormat } from '../requests/changelog-formats.ts';

/** The formats a whole history can be written in; it would be no message for Slack. */
export type WholeFormat = Exclude<ChangelogFormat, 'slack'>;

/** One release as it is written: its section, and what stands for it at the foot of the file, empty where nothing does. */
export type Piece = { readonly body: string; readonly foot: string };

/** How the sections of many releases make one text: `head`, bodies with `between` between them, `beforeFeet` and the feet, `tail`. */
export type WholeLayout = {
  readonly head: string;
  readonly between: string;
  readonly beforeFeet: string;
  readonly tail: string;
  readonly pieceOf: (document: ChangelogDocument) => Piece;
};

/** The layouts by format. A section in one is what the same document is alone; JSON makes an array of them. */
export const wholeLayouts: Readonly<Record<WholeFormat, WholeLayout>> = {
  'keep-a-changelog': {
    head: `${changelogPreamble}\n`,
    between: '\n',
    beforeFeet: '\n',
    tail: '',
    pieceOf: (document) => {
      const link = rangeLink(document);
      return {
        body: keepAChangelogSection(document),
        foot: link === null ? '' : `[${titleOf(document)}]: ${link}\n`,
      };
    },
  },
  github: {
    head: '',
    between: '\n',
    beforeFeet: '',
    tail: '',
    pieceOf: (document) => ({ body: `## ${document.to.name}\n\n${githubBody(document)}`, foot: '' }),
  },
  plain: {
    head: '',
    between: '\n\n',
    beforeFeet: '',
    tail: '',
    pieceOf: (document) => ({ body: plainText(document), foot: '' }),
  },
  json: {
    head: '[\n',
    between: ',\n',
    beforeFeet: '',
    tail: '\n]\n',
    pieceOf: (document) => ({ body: changelogJson(document).trimEnd(), foot: '' }),
  },
};
