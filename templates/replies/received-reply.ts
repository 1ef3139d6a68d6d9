import type { Ask } from '#domain/commands/ask.ts';
import type { KnownProject } from '#domain/commands/command-context.ts';
import type { Words } from '#domain/drawing.ts';
import { settingsPhrase } from '../release/settings-phrase.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { words } from './words.ts';

type Received = Exclude<Ask, { kind: 'release-form' | 'rollback-form' | 'command-form' }>;

/** What was understood, told as soon as it is recorded and before it is done. */
export function receivedReply(ask: Received, project: KnownProject | null): Words {
  switch (ask.kind) {
    case 'propose':
      return words([understoodRelease(ask, project)]);
    case 'rollback':
      return words([understoodRollback(ask, project)]);
    case 'status':
      return words([say`Looking at ${ask.project ?? 'every project'}.`]);
    case 'tally':
      return words([say`Counting what the rules that only tell would have done in ${ask.project ?? 'every project'}.`]);
    case 'why':
      return words([say`Looking at what ${ask.version ?? ask.release ?? ask.project ?? 'every project'} waits for.`]);
    case 'help':
      return words([say`Looking at what you can do now.`]);
    case 'move':
      return words([understoodMove(ask)]);
    case 'semantic-version':
      return words([say`Working out the version of ${ask.request.project}.`]);
    case 'changelog-generate':
      return words([understoodChangelog(ask)]);
    case 'changelog-edit':
      return words([say`Looking for the commit ${ask.request.commit} of ${ask.request.project}.`]);
    case 'version-bump':
      return words([understoodBump(ask)]);
    case 'release-notes':
      return words([say`Writing the notes of ${ask.request.project} for ${ask.request.audience}.`]);
    case 'release-plan':
      return words([
        say`Writing the plan of ${strong(ask.request.version)} of ${ask.request.project}; nothing is proposed.`,
      ]);
    case 'release-validation':
      return words([understoodValidation(ask)]);
    case 'rollback-plan':
      return words([
        say`Writing the plan of a rollback of ${strong(ask.request.version ?? 'what runs')} of ${ask.request.project}; nothing is started.`,
      ]);
    case 'tag-release':
      return words([say`Looking at what ${strong(ask.request.version)} of ${ask.request.project} would tag.`]);
  }
}

function understoodRelease({ request }: Extract<Ask, { kind: 'propose' }>, project: KnownProject | null): Phrase {
  const { version, strategy, breakingChangeReason } = request;
  if (request.intent === 'rehearsal') return understoodRehearsal(request, project);
  const what = 'exact' in version ? `release ${version.exact}` : nextRelease[version.bump];
  const isDeployed = request.settings?.parts?.includes('deploy') !== false;
  const places = listedInOrder(request.environments ?? (isDeployed ? (project?.environments ?? []) : []));
  const how = strategy === null ? '' : `, ${strategy}`;
  const override =
    breakingChangeReason === null ? '' : say` Breaking changes are allowed, because: ${breakingChangeReason}`;
  const asked = request.settings === undefined ? [] : say` With ${settingsPhrase(request.settings)}.`;
  const breaker =
    request.breakerReason === undefined
      ? ''
      : say` The circuit breaker is overridden, because: ${request.breakerReason}`;
  return say`Working out ${strong(what)} of ${request.project}: ${chosenServices(request.services, project)}${places}${how}.${asked}${override}${breaker}`;
}

function understoodRehearsal(
  { version, services, environments, strategy, project: name }: Extract<Ask, { kind: 'propose' }>['request'],
  project: KnownProject | null,
): Phrase {
  const what = 'exact' in version ? version.exact : nextRelease[version.bump];
  const place = environments === null ? '' : ` in ${environments.join(', ')}`;
  const how = strategy === null ? '' : `, ${strategy}`;
  return say`Working out the rehearsal of ${strong(what)} of ${name}${place}: ${chosenServices(services, project)}${how}, there and back.`;
}

const nextRelease = {
  major: 'the next major release',
  minor: 'the next minor release',
  patch: 'the next patch release',
  hotfix: 'the next hotfix',
  suggested: 'the release that the commits suggest',
} as const;

function understoodRollback({ request }: Extract<Ask, { kind: 'rollback' }>, project: KnownProject | null): Phrase {
  const target = request.version === null ? 'the version before' : request.version;
  const place = request.environment ?? project?.environments.at(-1) ?? 'the last environment';
  return say`Working out the rollback of ${request.project} in ${place} to ${strong(target)}: ${chosenServices(request.services, project)}. Because: ${request.reason}`;
}

function understoodChangelog({ request }: Extract<Ask, { kind: 'changelog-generate' }>): Phrase {
  const { project, from, to } = request;
  return say`Working out what changed in ${project} from ${from ?? 'the release before'} to ${to ?? 'the newest commit'}.`;
}

function understoodValidation({ request }: Extract<Ask, { kind: 'release-validation' }>): Phrase {
  const { project, version, checks } = request;
  const which = checks === null ? 'every check' : listed(checks, 8);
  return say`Looking for the commit of ${strong(version)} of ${project}, to run ${which} on it.`;
}

function understoodBump({ request }: Extract<Ask, { kind: 'version-bump' }>): Phrase {
  const { project, version, commit } = request;
  const what = 'exact' in version ? version.exact : nextVersionWords[version.bump];
  return say`Working out how ${project} comes to ${strong(what)}${commit ? ', to commit it' : '; nothing is committed'}.`;
}

const nextVersionWords = {
  major: 'the next major version',
  minor: 'the next minor version',
  patch: 'the next patch version',
  suggested: 'the version that the commits suggest',
} as const;

function understoodMove({ wish }: Extract<Ask, { kind: 'move' }>): Phrase {
  const what = wish.version ?? wish.release ?? 'the open release';
  const step = wish.step === null ? '' : say`, ${wish.step}`;
  return say`Received: ${strong(wish.move.replaceAll('-', ' '))}, ${what}${wish.project === null ? '' : ` of ${wish.project}`}${step}.`;
}

function chosenServices(services: readonly string[] | null, project: KnownProject | null): Phrase {
  if (services !== null) return listed(services, 6);
  const count = project?.services.length ?? 0;
  return count === 1 ? listed(project?.services ?? []) : say`${plural(count, 'service')}`;
}

/** `, staging then production`. */
function listedInOrder(environments: readonly string[]): string {
  return environments.length === 0 ? '' : `, ${environments.join(' then ')}`;
}
