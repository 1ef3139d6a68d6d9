import { formatDuration } from '#domain/duration.ts';
import type { PlannedOtherwise, Recommendation, RecommendationReason } from '#domain/recommendation/recommendation.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { fittingLines } from '../text/fitting.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** "blue-green (e-commerce, high): it tolerates no downtime". */
export function recommendationPhrase(recommended: Recommendation): Phrase {
  const { name, type, level, reasons } = recommended;
  return say`${strong(name)} (${type}, ${level}): ${listed(reasons.map((reason) => reasonWords(reason, recommended)))}`;
}

/** The services that go another way than recommended, each with why; nothing where none does. */
export function otherwiseParts(found: readonly PlannedOtherwise[] = []): readonly RichPart[] {
  if (found.length === 0) return [];
  const lines = found.map(
    ({ service, planned, recommended }) =>
      say`${service} is planned as ${planned}, recommended is ${recommendationPhrase(recommended)}`,
  );
  return [
    paragraph(say`${strong('Recommended otherwise')}`),
    ...bullets(fittingLines(lines, 1_000, (count) => say`+${plural(count, 'more service')}`)),
  ];
}

function reasonWords(reason: RecommendationReason, { downtime, level, best, type }: Recommendation): string {
  switch (reason) {
    case 'no_downtime':
      return 'it tolerates no downtime';
    case 'some_downtime':
      return `it may be away for ${formatDuration(downtime)}`;
    case 'critical':
      return type === 'static' ? 'a failure would be critical' : 'a failure would be critical, so few see it first';
    case 'raised_by_risk':
      return `the risk of this release is ${level}`;
    case 'deployer_cannot':
      return `its deployer cannot do ${best}`;
  }
}
