import type { EditNotesRefusal } from '#domain/notes/edit-notes-outcome.ts';
import { subjectOf, theSubject } from '../release/subject.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';

/** Why notes were not changed, and what to do. */
export function editNotesRefusal(refusal: EditNotesRefusal): Phrase {
  switch (refusal.code) {
    case 'release_unknown':
      return say`This release is not in the log any more. Look at the newest card in the channel.`;
    case 'notes_not_told':
      return say`${subjectOf(refusal.release)} tells no notes: it ended before, or its plan has none. Use /release-notes to write some.`;
    case 'audience_not_told':
      return say`This release tells nothing to ${refusal.audience}. It has notes for ${listed(refusal.told)}.`;
    case 'not_permitted': {
      const roles = refusal.roles.length === 0 ? say`` : say` and holders of ${listed(refusal.roles, 12, 'or')}`;
      return say`The notes of ${theSubject(refusal.release)} may be edited by its requester, ${mention(refusal.release.requestedBy)},${roles}. Ask one of them.`;
    }
    case 'empty':
      return say`There was no text. Write what readers are to be told.`;
    case 'too_long':
      return say`The notes have ${refusal.length} characters; at most ${refusal.most} are kept. Shorten them.`;
    case 'changed_meanwhile': {
      const who = refusal.edited === null ? say`A new plan` : say`${mention(refusal.edited.by)}`;
      return say`${who} changed these notes while you were editing. Your text is below; open the notes again and put in what is missing.`;
    }
  }
}
