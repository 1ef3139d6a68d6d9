import type { Words } from '#domain/drawing.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { ReleasePlanOutcome } from '#domain/proposal/release-plan-outcome.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { proposeWarning } from '../refusals/propose-warning.ts';
import { contentsPhrase } from '../release/contents-phrase.ts';
import { releaseDetail } from '../release/release-detail.ts';
import { riskWords } from '../release/risk-parts.ts';
import { theSubject } from '../release/subject.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { words } from './words.ts';

/** The plan of a release as a document: what is in it, its steps, its risk and its way back; or why there is none. */
export function releasePlanReply(outcome: ReleasePlanOutcome): Words {
  if (outcome.kind === 'refused') return words([proposeRefusal(outcome.refusal)]);
  if (outcome.kind === 'date_past')
    return words([
      say`${code(outcome.date)} is over: today is ${code(outcome.today)} by UTC. Give a day that is still to come.`,
    ]);
  const { draft, date, warnings, migration } = outcome;
  const { plan } = draft;
  const when = date === null ? '' : `, meant for ${date}`;
  const heading = say`${strong(`Plan of ${theSubject(draft)}`)}${when}: ${plural(plan.services.length, 'service')} through ${plan.environments.join(', ')}. ${contentsPhrase(plan)}.`;
  const risk = plan.risk === undefined ? [] : say`Risk: ${riskWords(plan.risk)}.`;
  const intention = date === null ? [] : say`The day is an intention: nothing starts by itself on it.`;
  const next = say`Nothing is proposed. To propose it: ${code(lineOf(plan))}.`;
  const way = plan.settings?.rollback === undefined ? [] : say`${wayWords[plan.settings.rollback]}`;
  const expected = migration === null ? [] : say`${migrationWords[migration]}`;
  const detail = releaseDetail(draft);
  return words([heading, risk, expected, way, ...warnings.map(proposeWarning), intention, next], [], detail.blocks);
}

/** The line that proposes the same. */
function lineOf({ project, version, services, environments, strategy }: Plan): string {
  const how = strategy === undefined ? '' : ` --strategy ${strategy}`;
  return `/release ${project} ${version} --services "${services.join(',')}" --environments "${environments.join(',')}"${how}`;
}

const wayWords = {
  automated: 'It is planned with a rollback by itself; what is proposed goes by rollback.automatic in fairlead.yml.',
  manual: 'It is planned with a rollback by people only; what is proposed goes by rollback.automatic in fairlead.yml.',
} as const;

const migrationWords = {
  expected_and_found: 'It holds the database migration that was expected.',
  expected_and_missing:
    'A database migration was expected, and the range holds none that fairlead.yml knows by its path or a commit declares.',
  unexpected: 'No database migration was expected, and the range holds one.',
} as const;
