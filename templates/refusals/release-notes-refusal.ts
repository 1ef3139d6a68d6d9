import type { ReleaseNotesRefusal } from '#domain/notes/release-notes-outcome.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';
import { changelogRefusal } from './changelog-refusal.ts';

/** Why no notes were written, and what to do instead. */
export function releaseNotesRefusal(refusal: ReleaseNotesRefusal): Phrase {
  switch (refusal.code) {
    case 'nothing_to_tell':
      return refusal.version === null
        ? say`No commit has come since the first one, so there is nothing to tell.`
        : say`No commit has come since ${plain(refusal.version, 60)}. For the notes of that version use ${code(`--version ${plain(refusal.version, 60)}`)}.`;
    case 'never_released':
      return say`There is no tag of ${code(plain(refusal.version, 60))}, and it is not above the last release, ${code(plain(refusal.last, 60))}. Name a version that was released, or one that is to come.`;
    case 'ref_unknown': {
      const hint =
        refusal.nearest === null
          ? say`Name a version that has a tag.`
          : say`Did you mean ${code(plain(refusal.nearest, 100))}?`;
      return say`There is no version ${code(plain(refusal.typed, 100))}. ${hint}`;
    }
    default:
      return changelogRefusal(refusal);
  }
}
