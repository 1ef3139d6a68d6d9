import type { ChangelogDocument } from './changelog-document.ts';
import type { ChangelogFileOutcome } from './changelog-outcome.ts';
import { changelogSchema } from './formats/json.ts';
import { keepAChangelog } from './formats/keep-a-changelog.ts';
import { insertChangelogSection } from './insert-changelog-section.ts';

/** A file as it stands (null when there is none), and what is to be in it. */
export type ChangelogFileRequest = {
  readonly path: string;
  readonly existing: string | null;
  readonly document: ChangelogDocument;
  readonly format: string;
  /** The changelog drawn in that format. */
  readonly text: string;
};

/**
 * The file with the changelog in it. Keep a Changelog is put between what is there, every other byte kept; any other format is the whole
 * file, and refuses to replace one that is not its own. A second call changes nothing.
 */
export function changelogFile({ path, existing, document, format, text }: ChangelogFileRequest): ChangelogFileOutcome {
  if (format === 'keep-a-changelog') {
    const { version } = document;
    if (version === null) return { kind: 'refused', refusal: { code: 'version_needed', path } };
    const inserted = insertChangelogSection(existing, keepAChangelog(document), version);
    if (inserted.kind === 'differs') return { kind: 'refused', refusal: { code: 'section_differs', path, version } };
    return { kind: 'file', file: { path, text: inserted.text, isAlready: inserted.kind === 'already' } };
  }
  if (existing === text) return { kind: 'file', file: { path, text, isAlready: true } };
  const isOurs = existing === null || existing.trim() === '' || (format === 'json' && isOurJson(existing));
  if (!isOurs) return { kind: 'refused', refusal: { code: 'file_exists', path, format } };
  return { kind: 'file', file: { path, text, isAlready: false } };
}

function isOurJson(text: string): boolean {
  return text.slice(0, 200).includes(`"schema": "${changelogSchema}"`);
}
