import type { Actor } from '#domain/actor.ts';
import type { Words } from '#domain/drawing.ts';
import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import type { ChosenBy, FileVersion, PlacedTag, ReleasePage, TagOutcome } from '#domain/tagging/tag-outcome.ts';
import { bullets } from '../blocks/rich-text.ts';
import { tagRefusal } from '../refusals/tag-refusal.ts';
import { commitPhrase } from '../tagging/commit-phrase.ts';
import { signaturePhrase } from '../tagging/signature-phrase.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, linked, strong } from '../text/styled.ts';
import { words } from './words.ts';

const reasons: Readonly<Record<ChosenBy, string>> = {
  release: 'the commit that was released as this version',
  name: 'the commit that was named',
  branch: 'the head of the branch',
};

/** Which commit is about to be tagged, told before there is a tag. */
export function aboutToTagReply(ahead: {
  readonly tag: string;
  readonly commit: CommitSummary;
  readonly chosenBy: ChosenBy;
}): Words {
  return words([
    say`${code(plain(ahead.tag, 100))} goes to ${commitPhrase(ahead.commit)}, ${reasons[ahead.chosenBy]}.`,
  ]);
}

/** What became of `/tag-release`: the tag, what it stands on, who signed it, and the page of the forge; or the rule that forbids it. */
export function tagReleaseReply(outcome: TagOutcome, by: Actor | null): Words {
  if (outcome.kind === 'refused') return words([say`No tag was made. ${tagRefusal(outcome.refusal)}`]);
  const { chosenBy, isSigningAsked, others, page, placed, project } = outcome;
  const files = page?.kind === 'published' ? page.files : [];
  return words(
    [
      say`${strong(`${project} ${plain(placed.tag, 100)}`)} ${placedPhrase(placed, by)} It stands on ${commitPhrase(placed.commit)}, ${reasons[chosenBy]}.`,
      placed.signature === null ? [] : signaturePhrase(placed.signature),
      placed.how === 'found' && isSigningAsked && placed.signature?.kind === 'unsigned'
        ? say`A signature was asked for, but a tag that is there is never replaced.`
        : [],
      others.length === 0 ? [] : othersPhrase(others),
      page === null ? [] : pagePhrase(page),
    ],
    bullets(files.map(({ name, sha256 }) => say`${plain(name, 200)} ${code(sha256)}`)),
  );
}

/** The same of the tag that was asked for together with a commit. */
export function placedPhrase(placed: PlacedTag, by: Actor | null): Phrase {
  if (placed.how === 'found') return say`is there already, on the same commit.`;
  const who = by === null ? say`` : say` by ${mention(by)}`;
  if (placed.isPushed) return say`was tagged${who}.`;
  return say`was tagged here${who}; ${code(`git push origin ${plain(placed.tag, 100)}`)} publishes it.`;
}

function othersPhrase(others: readonly FileVersion[]): Phrase {
  const said = others.map(({ path, version }) => say`${code(plain(path, 200))} says ${code(plain(version, 60))}`);
  return say`Mind that there ${listed(said, 6)}.`;
}

function pagePhrase(page: ReleasePage): Phrase {
  if (page.kind === 'failed')
    return say`The tag stands, but its page was not published: ${ended(plain(page.why, 600))} Say the same again to go on.`;
  const attached = page.files.length === 0 ? say`` : say`, with ${page.files.length} files and their SHA-256:`;
  return say`Its ${linked('release page', page.url)} is published${attached}${page.files.length === 0 ? '.' : ''}`;
}
