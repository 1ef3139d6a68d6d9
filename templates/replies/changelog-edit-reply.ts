import type { EditOutcome, EditRefusal } from '#domain/changelog/edit-outcome.ts';
import type { Words } from '#domain/drawing.ts';
import { bullets } from '../blocks/rich-text.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, quoted, strong } from '../text/styled.ts';
import { words } from './words.ts';

/** What became of a correction of an entry. */
export function changelogEditReply(project: string, outcome: EditOutcome): Words {
  if (outcome.kind === 'refused') return words([say`No entry was changed. ${editRefusal(outcome.refusal)}`]);
  const { commit, entries } = outcome;
  const which = say`${code(commit.sha.slice(0, 7))} of ${project}`;
  if (entries.length === 0) {
    const done = outcome.kind === 'already' ? 'had no correction' : 'has no correction any more';
    return words([say`${which} ${done}; changelogs say ${quoted(plain(commit.subject, 300))} again.`]);
  }
  const lines = entries.map((entry) => strong(plain(entry, 300)));
  const done = outcome.kind === 'already' ? 'was corrected so already' : 'is corrected';
  const told = say`${which} ${done}: in place of ${quoted(plain(commit.subject, 300))} changelogs and notes made from now on say ${listed(lines, 3)}.`;
  return words([told], entries.length > 3 ? bullets(lines) : []);
}

function editRefusal(refusal: EditRefusal): Phrase {
  switch (refusal.code) {
    case 'not_permitted':
      return refusal.roles.length === 0
        ? say`Nobody may correct entries, since the project names no managers. Add roles to ${code('managers')} in fairlead.yml.`
        : say`Only ${listed(refusal.roles, 6, 'or')} may correct entries. Ask somebody who is one of them.`;
    case 'commit_unknown': {
      const hint =
        refusal.nearest === null
          ? say`Copy its object name from the log.`
          : say`Did you mean ${code(refusal.nearest)}?`;
      return say`There is no commit ${code(plain(refusal.typed, 100))} in the repository. ${hint}`;
    }
    case 'text_empty':
      return say`The text says nothing. Write the message as it should have been, such as ${code('fix(cart): count each piece once')}.`;
    case 'push_refused':
      return say`The remote forbids pushing git notes${refusal.why === '' ? '' : say`: ${plain(refusal.why, 300)}`}. Allow Fairlead to push to ${code('refs/notes/fairlead')}.`;
  }
}
