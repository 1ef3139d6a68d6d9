import type { Words } from '#domain/drawing.ts';
import type { StepKind } from '#domain/version/next-step.ts';
import { isPreRelease } from '#domain/version/parts.ts';
import type { Version } from '#domain/version/version.ts';
import type { VersionOutcome } from '#domain/version/version-outcome.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { versionRefusal } from '../refusals/version-refusal.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { code, strong } from '../text/styled.ts';
import { bumpWords, stepWords } from '../version/rule-words.ts';
import { countLines, mismatchPhrase, type Said, unitLines, version } from '../version/unit-lines.ts';

const unitsShown = 8;

/** The answer to `/semantic-version` as a message: a paragraph for each version, with what decides below it. */
export function semanticVersionReply(outcome: VersionOutcome): Words {
  const said = semanticVersionSaid(outcome);
  const parts = said.flatMap(({ heading, lines }): readonly RichPart[] => [
    paragraph(clipPhrase(heading, 1_200)),
    ...bullets(lines.map((line) => clipPhrase(line, 600))),
  ]);
  return { text: sentence(said.flatMap(({ heading, lines }) => [heading, ...lines])), blocks: [richText(...parts)] };
}

/** The same for a terminal: one line each, those below a statement with a hyphen; Slack's escapes are in it. */
export function semanticVersionText(outcome: VersionOutcome): string {
  return semanticVersionSaid(outcome)
    .flatMap(({ heading, lines }) => [sentence([heading]), ...lines.map((line) => `- ${sentence([line])}`)])
    .join('\n');
}

function semanticVersionSaid(outcome: VersionOutcome): readonly Said[] {
  switch (outcome.kind) {
    case 'refused':
      return [{ heading: versionRefusal(outcome.refusal), lines: [] }];
    case 'stepped':
      return [afterStep(outcome)];
    case 'steps':
      return [steps(outcome)];
    case 'judged':
      return [judged(outcome)];
    case 'suggested':
      return suggested(outcome);
  }
}

function stepped(step: StepKind, next: Version): string {
  const isBump = step !== 'pre-release' && step !== 'release';
  return isBump && isPreRelease(next) ? `a pre-release of ${stepWords[step]}` : stepWords[step];
}

function afterStep({ bump, current, next, reason }: Extract<VersionOutcome, { kind: 'stepped' }>): Said {
  const from = current === null ? 'Before the first release' : say`After ${version(current)}`;
  if (reason.kind === 'step')
    return { heading: say`${from}, ${stepped(reason.step, next)} is ${strong(next)}.`, lines: [] };
  const lines = reason.kind === 'counts' ? countLines(reason, bump) : [];
  return { heading: say`${from} comes ${strong(next)}, ${bumpWords[bump]}.`, lines };
}

function steps({ current, steps: all }: Extract<VersionOutcome, { kind: 'steps' }>): Said {
  const from = current === null ? 'Before the first release' : say`After ${version(current)}`;
  return {
    heading: say`${from} there are ${plural(all.length, 'step')}; name one with ${code('--bump')}, or tell the commits with ${code('--commits')}.`,
    lines: all.map((one) => say`${stepWords[one.step]}: ${version(one.version)}`),
  };
}

function judged(outcome: Extract<VersionOutcome, { kind: 'judged' }>): Said {
  const { bump, current, mismatch, nearest, than, unit, verdict } = outcome;
  const asked = strong(outcome.version);
  const near = nearest === null ? '' : say` ${version(nearest)}`;
  const after = than === null ? '' : say` ${version(than)}`;
  const last = current === null ? '' : say` ${version(current)}`;
  const lines = mismatch === null ? [] : [mismatchPhrase(mismatch)];
  const of = unit === null ? '' : ` of ${unit}`;
  switch (verdict) {
    case 'tag_exists':
      return {
        heading: say`${asked}${of} has a tag already, and a published version never changes. The next free one is${near}.`,
        lines,
      };
    case 'not_greater':
      return {
        heading: say`${asked} cannot follow${after}${of}: it is not greater (SemVer 2.0.0 item 11). The next one is${near}.`,
        lines,
      };
    case 'skips':
      return {
        heading: say`${asked} may follow${last}${of}, but leaves versions out. The next of its kind in order is${near}.`,
        lines,
      };
    case 'fits':
      return current === null
        ? { heading: say`${asked} can be the first release${of}.`, lines }
        : { heading: say`${asked} may follow${last}${of}; it is ${bumpWords[bump]}.`, lines };
  }
}

function suggested({
  branch,
  isShallow,
  project,
  units,
}: Extract<VersionOutcome, { kind: 'suggested' }>): readonly Said[] {
  const shown = units.slice(0, unitsShown);
  const isOneOfMany = units.length > 1;
  const rest = units.slice(unitsShown).map(({ unit }) => unit ?? project);
  const said = shown.map((versions) => unitLines(project, versions, { most: isOneOfMany ? 3 : 15, isOneOfMany }));
  const notes: Phrase[] = [
    ...(rest.length === 0 ? [] : [say`Not shown: ${listed(rest, 30)}. Name them with ${code('--services')}.`]),
    ...(isShallow
      ? [
          say`The history of ${plain(branch, 80)} is cut off here (a shallow clone), so older commits and tags may be missing. Fetch all of it with ${code('git fetch --unshallow --tags')}.`,
        ]
      : []),
  ];
  return notes.length === 0 ? said : [...said, ...notes.map((heading) => ({ heading, lines: [] }))];
}
