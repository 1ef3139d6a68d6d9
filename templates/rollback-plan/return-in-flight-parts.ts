import { whoMay } from '#domain/moves/who-may.ts';
import type { RollbackPlanOutcome } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { contentsPhrase } from '../release/contents-phrase.ts';
import { rollBackWords, theSubject, versionName } from '../release/subject.ts';
import { listed } from '../text/listed.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { type DocumentPart, databaseLines, downtimePhrase, servicesInOrder, timePhrase } from './place-return-part.ts';
import { serviceReturnPhrase } from './service-return-phrase.ts';
import { unmetPhrases } from './unmet-phrases.ts';

type InFlight = Extract<RollbackPlanOutcome, { kind: 'in_flight' }>;

/** The way back of a release in flight: the rollback plan it was approved with, as far as there is something to take back now. */
export function returnInFlightParts(outcome: InFlight): readonly DocumentPart[] {
  const { release, places, migrations, unmet } = outcome;
  const { plan } = release;
  const opening = {
    heading: say`${strong(`Rollback plan of ${theSubject(release)}`)}, which is being rolled out: this is the way back it was approved with. Nothing is started.`,
    list: [],
    after: [...unmetPhrases(unmet), ...leftOut(outcome)],
  };
  const ways = places.flatMap(inPlace);
  const database = databaseLines(migrations, versionName(plan.previous));
  const { roles } = whoMay(release, 'roll-back', null);
  const others = roles.length === 0 ? '' : say` and holders of ${listed(roles, 6, 'or')}`;
  const line = `/release roll-back ${plan.project} ${plan.version} --reason "why"`;
  const closing = {
    heading: say`It takes away ${contentsPhrase(plan)}.`,
    list: [],
    after: [
      say`Who may: ${mention(release.requestedBy)}, who asked for the release,${others}; it needs no approval.`,
      say`To ${rollBackWords(release)}, press the button on its card or type ${code(line)}.`,
    ],
  };
  return [opening, ...ways, ...(database === null ? [] : [database]), closing];
}

/** An environment that the release has touched; nothing where there is nothing to take back. */
function inPlace({ environment, services }: InFlight['places'][number]): readonly DocumentPart[] {
  const [moved, still] = [services.filter(isMoved), services.filter((one) => !isMoved(one))];
  if (moved.length === 0) return [];
  const names = still.map(({ service }) => service);
  const rest = still.length === 0 ? [] : [say`Not moved yet, so nothing to do: ${listed(names, 8)}.`];
  const after = [...rest, downtimePhrase(moved), timePhrase(moved)];
  return [
    { heading: say`${strong(environment)}: ${servicesInOrder(moved)}.`, list: moved.map(serviceReturnPhrase), after },
  ];
}

function isMoved({ how }: InFlight['places'][number]['services'][number]): boolean {
  return how.kind !== 'none';
}

/** A release goes back as a whole, also where fewer of its services were asked about. */
function leftOut({ request, release }: InFlight): readonly Phrase[] {
  const asked = request.services;
  const more = asked === null ? [] : release.plan.services.filter((service) => !asked.includes(service));
  return more.length === 0 ? [] : [say`It goes back as a whole, so ${listed(more, 8)} as well.`];
}
