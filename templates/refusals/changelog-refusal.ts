import type { ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** Why no changelog was made, and what to do instead. */
export function changelogRefusal(refusal: ChangelogRefusal): Phrase {
  switch (refusal.code) {
    case 'ref_unknown':
      return unknownRef(refusal);
    case 'range_reversed':
      return say`${named(refusal.to)} lies behind ${named(refusal.from)}, so the range runs backwards. Use ${code(`--from ${plain(refusal.to, 100)} --to ${plain(refusal.from, 100)}`)}.`;
    case 'range_empty':
      return say`${named(refusal.from)} and ${named(refusal.to)} are the same commit, so nothing lies between them. Name another end.`;
    case 'branch_unknown':
      return say`There is no branch ${named(refusal.branch)} in the repository. Correct ${code('repository.branch')} in fairlead.yml, or name another end with ${code('--to')}.`;
    case 'nothing_committed':
      return say`The repository has no commit yet. Commit something first.`;
    case 'version_needed':
      return say`A section of ${named(refusal.path)} needs a version for its heading, and this range has none. Name it with ${code('--version 1.5.0')}.`;
    case 'section_differs':
      return say`${named(refusal.path)} has a section for ${named(refusal.version)} with other words, and it was left as it is. Remove that section to have it written again.`;
    case 'file_exists':
      return say`${named(refusal.path)} holds something else, and ${refusal.format} would replace all of it. Name another file, or use ${code('--format keep-a-changelog')} to put a section into it.`;
  }
}

function unknownRef({ place, typed, nearest }: Extract<ChangelogRefusal, { code: 'ref_unknown' }>): Phrase {
  const hint =
    nearest === null ? say`Name a tag, a version, a branch or a commit.` : say`Did you mean ${named(nearest)}?`;
  return say`There is no tag, version, branch or commit ${named(typed)} for ${code(`--${place}`)}. ${hint}`;
}

function named(text: string): Phrase {
  return code(plain(text, 100));
}
