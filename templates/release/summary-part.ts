import type { Override, Plan } from '#domain/plan/plan.ts';
import type { LetThrough, Release } from '#domain/release/release.ts';
import { paragraph, quote, type RichPart } from '../blocks/rich-text.ts';
import { dateToken } from '../text/date-token.ts';
import { ended } from '../text/ended.ts';
import { listed } from '../text/listed.ts';
import { mention, mentionUser } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { contentsPhrase } from './contents-phrase.ts';
import { rehearsedPhrase } from './rehearsed-phrase.ts';
import { riskWords } from './risk-parts.ts';
import { missingParts } from './settings-phrase.ts';
import { versionName, versionOf } from './subject.ts';

/** What is in it, from where to where, who asked and when; and, for ever, which rules were broken on purpose. */
export function summaryPart(release: Release): readonly RichPart[] {
  const { plan } = release;
  return [
    paragraph(say`${travel(release)}, ${plural(plan.services.length, 'service')}. ${contents(release)}.`),
    ...taggedPart(plan),
    ...partsPart(plan),
    ...neighboursPart(plan),
    ...(plan.risk === undefined
      ? []
      : [paragraph(say`Risk: ${riskWords(plan.risk)}. The thread has it line by line.`)]),
    ...(plan.rehearsed === undefined ? [] : [paragraph(say`Way back: ${rehearsedPhrase(plan.rehearsed)}.`)]),
    paragraph(say`Requested by ${mention(release.requestedBy)}, ${dateToken(release.requestedAt)}.`),
    ...(release.reason === null ? [] : [quote(say`${plain(release.reason, 500)}`)]),
    ...plan.overrides.slice(0, 3).flatMap(overridePart),
    ...release.letThrough.slice(-3).flatMap(letThroughPart),
  ];
}

/** What goes out where the version had its tag before: approvers should not look for the newest commits. */
function taggedPart({ tag, tagged }: Plan): readonly RichPart[] {
  if (tagged === undefined) return [];
  const commit = code(tagged.commit.slice(0, 7));
  return [
    paragraph(
      say`${strong('Tagged before:')} what ${code(plain(tag, 60))} holds goes out, ${commit}, and nothing that came after it.`,
    ),
  ];
}

/** What a release goes without, where its parts were named; approvers should not have to look for what is not there. */
function partsPart(plan: Plan): readonly RichPart[] {
  const missing = missingParts(plan.settings, plan.tagged);
  return missing.length === 0 ? [] : [paragraph(say`${strong('Not in it:')} ${listed(missing)}.`)];
}

/** What stands beside the release where it goes, and did not where it was verified. */
function neighboursPart({ neighbours = [] }: Plan): readonly RichPart[] {
  const each = neighbours.map(
    ({ service, verified, met }) =>
      say`${service} runs ${plain(verified.version, 40)} in ${verified.environment} and ${plain(met.version, 40)} in ${met.environment}`,
  );
  return each.length === 0 ? [] : [paragraph(say`${strong('Verified beside other versions:')} ${listed(each, 4)}.`)];
}

function travel(release: Release): Phrase {
  if (release.plan.intent === 'rehearsal')
    return say`${code(versionOf(release))} to ${listed(release.plan.environments)} and back`;
  const from = code(versionName(release.plan.previous));
  return say`${release.plan.previous === null ? 'First release' : from} \u2192 ${code(versionOf(release))}`;
}

function contents(release: Release): Phrase {
  const counted = contentsPhrase(release.plan);
  if (release.plan.intent !== 'rollback') return counted;
  return release.plan.commitCount === 0 ? say`What it takes away is not known` : say`Takes away ${counted}`;
}

const overridden: Readonly<Record<Override['rule'], string>> = {
  breaking_change_in_minor: 'a breaking change in a version that promises none',
  breaker: 'released in spite of the open circuit breaker',
};

function letThroughPart({ by, at, reason, why }: LetThrough): readonly RichPart[] {
  return [
    paragraph(
      say`${strong('Override:')} circuit breaker closed by ${mention(by)} ${dateToken(at)}. It had held this because: ${ended(plain(why, 300))}`,
    ),
    ...(reason === null ? [] : [quote(say`${plain(reason, 400)}`)]),
  ];
}

function overridePart(override: Override): readonly RichPart[] {
  return [
    paragraph(
      say`${strong('Override:')} ${overridden[override.rule]}, by ${mentionUser(override.by)} as ${override.role}:`,
    ),
    quote(say`${plain(override.reason, 400)}`),
  ];
}
