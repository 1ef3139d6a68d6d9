import type { ChangelogRemark } from '#domain/changelog/changelog-document.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** What a reader has to know about the range, as a sentence. */
export function remarkPhrase(remark: ChangelogRemark): Phrase {
  switch (remark.code) {
    case 'shallow':
      return say`This clone is shallow, so older commits may be missing. Fetch all of it with ${code('git fetch --unshallow')}.`;
    case 'parted':
      return say`${code(remark.from)} is not behind ${code(remark.to)}: their branches parted, and what only ${code(remark.from)} holds is not listed.`;
    case 'version_suggested':
      return say`No tag has ${remark.version} yet; it is what was named or what the commits suggest.`;
    case 'first_release':
      return say`No release is behind it, so everything since the first commit is told.`;
    case 'forge_silent':
      return say`The forge could not be asked, so pull requests are those the commits name.`;
    case 'forge_partial':
      return say`The forge was not asked about the oldest ${plural(remark.unasked, 'commit')}; their pull requests are those they name.`;
  }
}
