import type { Risk, RiskLine } from '#domain/risk/risk.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** "high, 62 of 100". */
export function riskWords({ level, score }: Pick<Risk, 'level' | 'score'>): string {
  return `${level}, ${score} of 100`;
}

/** The risk of a release with the line each part of its score comes from. */
export function riskParts(risk: Risk): readonly RichPart[] {
  return [paragraph(say`${strong('Risk')} ${riskWords(risk)}`), ...bullets(risk.lines.map(riskLine))];
}

function riskLine(line: RiskLine): Phrase {
  return say`${found(line)}: ${line.points === 0 ? 'no points' : plural(line.points, 'point')}`;
}

function found({ factor, value, of, hour }: RiskLine): string {
  const count = value ?? 0;
  switch (factor) {
    case 'changes':
      return plural(count, 'commit');
    case 'migrations':
      return count === 0 ? 'No database migration' : plural(count, 'database migration');
    case 'breaking':
      return count === 0 ? 'No breaking change' : plural(count, 'breaking change');
    case 'age':
      return value === null ? 'No earlier release is known' : `${plural(count, 'day')} since the last release`;
    case 'failures':
      return of === null || of === 0
        ? 'No earlier release of these services is known'
        : `${count} of the last ${plural(of, 'release')} of these services taken back`;
    case 'hour':
      return hours[hour ?? 'working'];
  }
}

const hours = {
  working: 'Asked for in working hours',
  'last-day': 'Asked for on the last working day before free ones',
  outside: 'Asked for outside working hours',
} as const;
