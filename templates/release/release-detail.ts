import type { Drawing } from '#domain/drawing.ts';
import type { Release } from '#domain/release/release.ts';
import type { Validated } from '#domain/validation/validated.ts';
import type { Block } from '../blocks/block.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { lengthOf } from '../text/clip-phrase.ts';
import { fittingLines } from '../text/fitting.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';
import { commitLine } from './commit-line.ts';
import { type MarkdownLine, markdownLines } from './markdown-lines.ts';
import { markdownParts } from './markdown-parts.ts';
import { planParts } from './plan-parts.ts';
import { otherwiseParts } from './recommendation-phrase.ts';
import { riskParts } from './risk-parts.ts';
import { askedSettings } from './settings-phrase.ts';
import { theSubject } from './subject.ts';
import { validatedPhrase } from './verdict-phrase.ts';
import { wayBackParts } from './way-back-parts.ts';

const divider: Block = { type: 'divider' };

/** The first message of the thread, edited in place: the plan step by step, the way back, the changelog and the commits. */
export function releaseDetail(release: Release, validated: Validated | null = null): Drawing {
  const { plan } = release;
  // What only looks has nothing to take back.
  const hasWayBack = plan.intent !== 'validation';
  const opening = say`Plan of ${theSubject(release)}: ${plural(plan.steps.length, 'step')}${hasWayBack ? ', and the way back' : ''}.`;
  const blocks: readonly Block[] = [
    richText(
      ...askedSettings(plan).map(paragraph),
      ...(validated === null ? [] : [paragraph(validatedPhrase(validated))]),
      ...planParts(release),
    ),
    ...(plan.risk === undefined ? [] : [divider, richText(...riskParts(plan.risk))]),
    ...(plan.plannedOtherwise === undefined ? [] : [divider, richText(...otherwiseParts(plan.plannedOtherwise))]),
    ...(hasWayBack ? [divider, richText(...wayBackParts(release))] : []),
    ...(plan.changelog.trim() === '' ? [] : [divider, richText(...changelogParts(plan.changelog))]),
    ...(plan.commits.length === 0 ? [] : [divider, richText(...commitParts(release))]),
  ];
  return { slot: 'detail', parent: 'card', broadcast: false, isEditable: true, text: sentence([opening]), blocks };
}

function changelogParts(changelog: string): readonly RichPart[] {
  const lines = markdownLines(changelog);
  let used = 0;
  const shown = lines.filter((line: MarkdownLine) => {
    used += lengthOf(line.phrase);
    return used <= 2_000;
  });
  const hidden = lines.length - shown.length;
  return [
    paragraph(say`${strong('Changelog')}, generated from the commits`),
    ...markdownParts(shown),
    ...(hidden > 0 ? [paragraph(say`+${plural(hidden, 'more line')}. The notes hold all of it.`)] : []),
  ];
}

function commitParts(release: Release): readonly RichPart[] {
  const { plan } = release;
  const lines = plan.commits.map((commit) => commitLine(commit, 90));
  const heading =
    plan.intent === 'rollback'
      ? `Takes away ${plural(plan.commitCount, 'commit')}`
      : plural(plan.commitCount, 'commit');
  const beyond = plan.commitCount - plan.commits.length;
  return [
    paragraph(
      say`${strong(heading)}${plan.previous === null ? '' : ` ${plan.intent === 'rollback' ? 'of' : 'since'} ${plan.previous.slice(0, 40)}`}`,
    ),
    ...bullets(fittingLines(lines, 2_000, (count) => say`+${plural(count + beyond, 'more commit')}`)),
  ];
}
