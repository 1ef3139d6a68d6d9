import { formatDuration } from '#domain/duration.ts';
import type { PlaceReturn } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import type { ServiceReturn } from '#domain/rollback-plan/service-return.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { rehearsedPhrase } from '../release/rehearsed-phrase.ts';
import { versionName } from '../release/subject.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';
import { migrationReturnPhrases } from './migration-return-phrases.ts';
import { serviceReturnPhrase } from './service-return-phrase.ts';

/** A part of the document: a line, the list below it, and what follows from it. */
export type DocumentPart = {
  readonly heading: Phrase;
  readonly list: readonly Phrase[];
  readonly after: readonly Phrase[];
};

/** The way back in one environment: the services in their order, the database, the time, who may, and the line that does it. */
export function placeReturnParts(place: PlaceReturn, project: string): readonly DocumentPart[] {
  const { environment, services, refusal } = place;
  const [from, to] = [plain(place.from, 40), plain(place.to, 40)];
  const heading = say`${strong(environment)}: ${from} \u2192 ${to}, ${servicesInOrder(services)}.`;
  const after =
    refusal === null ? canPhrases(place, project) : [say`${strong('It cannot be done.')} ${proposeRefusal(refusal)}`];
  const list = refusal === null ? services.map(serviceReturnPhrase) : [];
  const ways = { heading, list, after: [...elsewhere(place), ...after] };
  const database = databasePart(place);
  return database === null ? [ways] : [ways, database];
}

/** "3 services, one after the other". */
export function servicesInOrder(services: readonly ServiceReturn[]): string {
  return services.length === 1 ? '1 service' : `${plural(services.length, 'service')}, one after the other`;
}

function elsewhere({ elsewhere: others, from }: PlaceReturn): readonly Phrase[] {
  if (others.length === 0) return [];
  const names = others.map(
    ({ service, version }) => say`${service} (${version === null ? 'nothing known' : versionName(version)})`,
  );
  return [
    say`Not on ${plain(from, 40)}, so left as ${others.length === 1 ? 'it is' : 'they are'}: ${listed(names, 8)}.`,
  ];
}

function canPhrases(place: PlaceReturn, project: string): readonly Phrase[] {
  const { environment, services, to, from, waitsFor, rehearsed } = place;
  const odd = services.filter((one) => one.from !== null && one.from !== from);
  const told = odd.map(({ service, from: seen }) => say`${service} on ${versionName(seen)}`);
  const line = `/rollback ${project} ${services.map(({ service }) => service).join(',')} ${to} --environment ${environment} --reason "why"`;
  return [
    ...(odd.length === 0
      ? []
      : [say`By what its platform says, there is ${listed(told, 6)} now; it goes to ${plain(to, 40)} all the same.`]),
    downtimePhrase(services),
    timePhrase(services),
    ...(rehearsed === null
      ? []
      : [say`${strong(plain(from, 40))} was ${rehearsedPhrase(rehearsed)} for the way back.`]),
    whoPhrase(place),
    ...(waitsFor === null
      ? []
      : [
          say`${plain(waitsFor, 40)} is on its way there and holds some of these; a rollback of its own waits for its end.`,
        ]),
    say`To do it: ${code(line)}.`,
  ];
}

/** "Expected downtime: none", or which services are away. */
export function downtimePhrase(services: readonly ServiceReturn[]): Phrase {
  const away = services.filter((one) => one.isAway).map((one) => one.service);
  return away.length === 0
    ? say`Expected downtime: none.`
    : say`Expected downtime: ${listed(away, 8)}, ${away.length === 1 ? 'while it restarts' : 'each while it restarts'}.`;
}

/** How long all of it took, one after the other, as far as it was measured. */
export function timePhrase(services: readonly ServiceReturn[]): Phrase {
  const moving = services.filter((one) => one.how.kind !== 'none');
  const known = moving.flatMap((one) => (one.took === null ? [] : [one.took.median]));
  if (known.length === 0) return say`Expected time: not known, a rollback of these services was never measured.`;
  const sum = formatDuration(known.reduce((total, one) => total + one, 0));
  const missing = moving.filter((one) => one.took === null).map((one) => one.service);
  return missing.length === 0
    ? say`Expected time: ${sum}, by what was measured.`
    : say`Expected time: ${sum} by what was measured, and ${listed(missing, 6)} besides, which never ${missing.length === 1 ? 'was' : 'were'}.`;
}

function whoPhrase({ approvers, roles }: PlaceReturn): Phrase {
  const holders = listed(roles, 6, 'or');
  if (approvers.length > 0) {
    const others = roles.length === 0 ? '' : say` Holders of ${holders} need none.`;
    return say`Who may: anyone may ask for it; asked by you, it waits for one approval by ${listed(approvers, 6, 'or')}.${others}`;
  }
  return roles.length === 0
    ? say`Who may: anyone may ask for it, and nobody has to approve it.`
    : say`Who may: anyone may ask for it; holders of ${holders}, as you are, need no approval.`;
}

function databasePart({ migrations, takenAway, to }: PlaceReturn): DocumentPart | null {
  if (takenAway === null)
    return {
      heading: say`${strong('Database')}: not known, one of the two versions has no tag in the repository.`,
      list: [],
      after: [],
    };
  return databaseLines(migrations, to);
}

/** The migrations in between with what each means; null where there are none. */
export function databaseLines(migrations: PlaceReturn['migrations'], to: string): DocumentPart | null {
  if (migrations.length === 0) return null;
  return {
    heading: say`${strong('Database')}, ${plural(migrations.length, 'migration')} in between:`,
    list: migrationReturnPhrases(migrations, to),
    after: [],
  };
}
