import type { Actor } from '#domain/actor.ts';
import { unifiedDiff } from '#domain/diff/unified-diff.ts';
import type { Words } from '#domain/drawing.ts';
import type { Placing } from '#domain/tagging/tag-outcome.ts';
import type { PreparedBump, VersionBumpOutcome } from '#domain/version-bump/version-bump-outcome.ts';
import { bullets, preformatted, type RichPart } from '../blocks/rich-text.ts';
import { tagRefusal } from '../refusals/tag-refusal.ts';
import { versionBumpRefusal } from '../refusals/version-bump-refusal.ts';
import { commitPhrase } from '../tagging/commit-phrase.ts';
import { signaturePhrase } from '../tagging/signature-phrase.ts';
import { fittingLines } from '../text/fitting.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { placedPhrase } from './tag-release-reply.ts';
import { words } from './words.ts';

type Refused = Extract<VersionBumpOutcome, { kind: 'refused' }>;
type TextFile = { readonly name: string; readonly title: string; readonly text: string };

/** Characters of a diff that stands in a message of the thread; a longer one is a file there. */
const longest = 2_500;

/** The answer when nothing was changed because a rule forbids it. */
export function versionBumpRefused({ refusal }: Refused): Words {
  return words([say`No file was changed. ${versionBumpRefusal(refusal)}`]);
}

/** What became of `/version-bump`: the commit and tag it led to, and in the thread the change as a unified diff. */
export function versionBumpReply(
  outcome: Exclude<VersionBumpOutcome, Refused>,
  by: Actor | null,
): { readonly words: Words; readonly replies: readonly Words[]; readonly files: readonly TextFile[] } {
  if (outcome.kind === 'already') return { words: words(alreadyPhrases(outcome, by)), replies: [], files: [] };
  const { bump, project } = outcome;
  const diff = unifiedDiff(bump.edits);
  const isShort = diff.length <= longest;
  const name = `${project}-${bump.to}.diff`.replace(/[^\w.-]+/g, '-');
  const files = isShort ? [] : [{ name, title: `${project} ${bump.from} to ${bump.to}`.slice(0, 200), text: diff }];
  const notes = bump.notes.map(({ note, path }) => say`${plain(path, 200)}: ${plain(note, 300)}`);
  const parts: readonly RichPart[] = bullets(fittingLines(notes, 1_500));
  const told = [...versionBumpPhrases(outcome, by), say`The diff is in the thread.`];
  const title = say`The diff of ${project} from ${plain(bump.from, 60)} to ${plain(bump.to, 60)}:`;
  const replies = isShort ? [words([title], preformatted(diff, longest))] : [];
  return { words: words(told, parts), replies, files };
}

/** The sentences about a bump, without its diff. */
export function versionBumpPhrases(outcome: Exclude<VersionBumpOutcome, Refused>, by: Actor | null): readonly Phrase[] {
  if (outcome.kind === 'already') return alreadyPhrases(outcome, by);
  const { bump, project } = outcome;
  const change = say`${strong(`${project} ${plain(bump.from, 60)} \u2192 ${plain(bump.to, 60)}`)} in ${filesPhrase(bump)}`;
  const more = [skipPhrase(bump), keptPhrase(bump)];
  switch (outcome.kind) {
    case 'shown':
      return [
        say`${change}: this is what would change.`,
        ...more,
        say`Nothing was changed; add ${code('--commit true')} to commit it.`,
      ];
    case 'written':
      return [say`${change}: written, not committed.`, ...more];
    case 'committed': {
      const { branch, isPushed, sha } = outcome.commit;
      const where = branch === null ? say`` : say` on ${code(plain(branch, 100))}`;
      const who = by === null ? say`` : say` by ${mention(by)}`;
      const push = isPushed ? say`` : say` It was not pushed.`;
      return [
        say`${change}: committed${where} as ${code(sha.slice(0, 9))}${who}.${push}`,
        ...more,
        ...tagPhrases(outcome.tag, by),
      ];
    }
  }
}

function alreadyPhrases(
  { commit, paths, project, tag, version }: Extract<VersionBumpOutcome, { kind: 'already' }>,
  by: Actor | null,
) {
  const since = commit === null ? say`` : say` since ${commitPhrase(commit)}`;
  const files = listed(
    paths.map((path) => code(plain(path, 200))),
    8,
  );
  return [
    say`Nothing is to be changed: ${files} of ${project} ${paths.length === 1 ? 'says' : 'say'} ${code(version)} already${since}.`,
    ...tagPhrases(tag, by),
  ];
}

function tagPhrases(tag: Placing | null, by: Actor | null): readonly Phrase[] {
  if (tag === null) return [];
  if (tag.kind === 'refused') return [say`It was not tagged. ${tagRefusal(tag.refusal)}`];
  const { placed } = tag;
  const signed =
    placed.signature === null || placed.signature.kind === 'unsigned' ? [] : [signaturePhrase(placed.signature)];
  return [say`${code(plain(placed.tag, 100))} ${placedPhrase(placed, by)}`, ...signed];
}

function filesPhrase({ edits }: PreparedBump): Phrase {
  const names = edits.map(({ path }) => code(plain(path, 200)));
  return edits.length > 8 ? say`${plural(edits.length, 'file')}, ${listed(names, 5)}` : listed(names, 8);
}

function skipPhrase({ skippedTo, to }: PreparedBump): Phrase {
  if (skippedTo === null) return [];
  return say`${code(plain(to, 60))} leaves versions out; one step further is ${code(plain(skippedTo, 60))}.`;
}

function keptPhrase({ already }: PreparedBump): Phrase {
  if (already.length === 0) return [];
  return say`${listed(
    already.map((path) => code(plain(path, 200))),
    8,
  )} ${already.length === 1 ? 'holds' : 'hold'} it already.`;
}
