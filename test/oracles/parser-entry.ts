import { CommitParser } from 'conventional-commits-parser';
import type { Entry } from './entry.ts';

/** With the options of conventional-changelog's preset for Conventional Commits; the defaults of the parser do not know `!`. */
const parser = new CommitParser({
  headerPattern: /^(\w*)(?:\((.*)\))?!?: (.*)$/,
  breakingHeaderPattern: /^(\w*)(?:\((.*)\))?!: (.*)$/,
  headerCorrespondence: ['type', 'scope', 'subject'],
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  revertPattern: /^(?:Revert|revert:)\s"?([\s\S]+?)"?\s*This reverts commit (\w*)\./i,
  revertCorrespondence: ['header', 'hash'],
});

/** What conventional-commits-parser makes of a message: an entry and the sha it reverts; null where it throws. */
export function parserEntry(message: string): { readonly entry: Entry; readonly reverts: string | null } | null {
  try {
    const { type, scope, subject, header, references, notes, revert } = parser.parse(message);
    const named = references.map(
      ({ owner, repository, issue }) => `${[owner, repository].filter(Boolean).join('/')}#${issue}`,
    );
    const breaking = notes.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim()).join(' ');
    const entry = {
      type: type ?? null,
      scope: scope ?? null,
      subject: subject ?? header ?? '',
      references: [...new Set(named)].sort(),
      breaking: notes.length === 0 ? null : breaking,
    };
    return { entry, reverts: revert?.hash ?? null };
  } catch {
    return null;
  }
}
