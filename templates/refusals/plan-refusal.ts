import { formatDuration } from '#domain/duration.ts';
import { nearestWord } from '#domain/nearest-word.ts';
import type { PlanRefusal } from '#domain/plan/plan-refusal.ts';
import { agoToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** Why no plan could be made: the guardrail, what broke it, and what to do. */
export function planRefusal(refusal: PlanRefusal): Phrase {
  switch (refusal.code) {
    case 'no_rollback':
      return say`There is no way back for ${refusal.service} in ${refusal.environment}: nothing has run there yet, and its deployer cannot remove a service. Deploy it there once by hand, or give it a deployer that can remove.`;
    case 'not_rehearsed':
      return notRehearsed(refusal);
    case 'rehearses_nothing':
      return say`${refusal.service} runs ${plain(refusal.version ?? 'nothing', 40)} in ${refusal.environment} already, so there is no way there to rehearse. Rehearse a version before it is released to ${refusal.environment}, or leave ${refusal.service} out.`;
    case 'not_for_rehearsals':
      return refusal.allowed.length === 0
        ? nowhereToRehearse(refusal.environment)
        : say`${refusal.environment} is not for rehearsals: a version is rehearsed in ${listed(refusal.allowed, 6, 'or')}. To rehearse there all the same, name it under rehearsal.environments in fairlead.yml.`;
    case 'nowhere_to_rehearse':
      return nowhereToRehearse(refusal.environment);
    case 'unknown_strategy':
      return unknown('strategy', 'strategies', refusal.strategy, refusal.known);
    case 'health_check_missing':
      return say`${refusal.service} has no health check, and you required one. Give it one in fairlead.yml, or leave the requirement out.`;
    case 'monitor_missing':
      return say`Nothing measures ${refusal.service}: fairlead.yml does not say which monitor judges it. Add an analysis to the service, or leave the metrics out.`;
    case 'unknown_metric':
      return unknown('metric', 'metrics', refusal.metric, refusal.known);
    case 'unknown_service':
      return unknown('service', 'services', refusal.service, refusal.known);
    case 'unknown_environment':
      return unknown('environment', 'environments', refusal.environment, refusal.known);
    case 'production_without_validation':
      return say`Nothing goes to ${refusal.environment} that did not pass the environments before it. Add them to the release.`;
    case 'environments_without_deploy':
      return say`Nothing goes to ${listed(refusal.environments)} without deploy among the steps. Add deploy, or leave the environments out.`;
    case 'notes_of_nothing':
      return say`The notes would announce what nobody can have: nothing is deployed and nothing is tagged. Add deploy or tag to the steps; /release-notes writes notes by themselves.`;
    case 'nothing_left_behind':
      return say`${listed(refusal.parts)} alone would leave nothing behind: the release commit is not published without tag, and no command of the project is run. Add tag or deploy to the steps; /version-bump and /changelog-generate do the one thing alone.`;
    case 'tag_too_early':
      return say`A tag says that a version is out, and this one would not get as far as ${refusal.environment}. Leave tag out of the steps, or release to ${refusal.environment}, too.`;
    case 'approval_without_approver':
      return say`Somebody has to approve this before anything is deployed or published, and no role may: neither the last environment nor the project's managers name one. Give the last environment approvals in fairlead.yml, or the project managers.`;
    case 'dependency_circle':
      return say`These services need each other in a circle, so none can go first: ${listed(refusal.services)}. Take one of the needs out of fairlead.yml.`;
    case 'all_at_once':
      return say`The strategy ${refusal.strategy} would move more services at once in ${refusal.environment} than a wave may hold. Choose sequential or immediate.`;
    case 'destructive_migration': {
      const backup = refusal.hasBackup ? ', or restore the backup by hand and deploy the older version then' : '';
      return say`${plain(refusal.to, 40)} cannot run against the database any more: ${plain(refusal.from, 40)} brought ${plural(refusal.paths.length, 'destructive migration')} (${pathList(refusal.paths)}). Release a fix on top of ${plain(refusal.from, 40)}, roll back to a version that came after it${backup}.`;
    }
    case 'reverse_not_rehearsed':
      return say`${plain(refusal.from, 40)} brought ${plural(refusal.paths.length, 'migration')} whose reverse no rehearsal has run (${pathList(refusal.paths)}), and database.rehearsedReverse asks for that. Release a fix on top of ${plain(refusal.from, 40)}, or roll back to a version that came after it. Next time, ${code('/release rehearse')} before the release opens this way.`;
    case 'mixed_migrations':
      return say`This range holds destructive migrations (${pathList(refusal.paths)}) beside others, and the migrate command cannot tell them apart. Release the others first, or give database.migrate an argument with {phase}, which is expand before the services and contract after them.`;
    case 'migration_without_approver':
      return say`A destructive migration needs a yes of its own in ${refusal.environment}, and no role may give it. Add roles to database.approvers in fairlead.yml.`;
    case 'misplaced_migration':
      return say`The strategy of ${refusal.environment} leaves this migration in the wrong place: ${plain(refusal.step, 120)}. Choose sequential or immediate.`;
    case 'unverified_deploy':
      return say`The strategy of ${refusal.environment} deploys ${refusal.service} without verifying it. Choose one that verifies each service.`;
    case 'stage_unsupported':
      return say`The strategy ${refusal.strategy} cannot be used for ${refusal.service} in ${refusal.environment}: its deployer ${cannot[refusal.stage]}. Choose sequential or immediate, or give the service a deployer that can.`;
    case 'baseline_unsupported':
      return say`${refusal.service} cannot be compared with a fresh deployment of its old version in ${refusal.environment}: its deployer cannot run one beside a share. Leave canary.baseline out there, or give the service a deployer that can.`;
    case 'instances_unknown':
      return instancesUnknown(refusal);
    case 'too_many_batches':
      return say`${refusal.service} has ${plural(refusal.instances, 'instance')} in ${refusal.environment}, so batches of ${refusal.batchSize} would be ${refusal.batches}, and a plan holds at most ${refusal.most}. Choose a batch size of ${refusal.leastSize} or more, or write shares in percent (rolling.batches).`;
    case 'hasty_stage':
      return say`The strategy ${refusal.strategy} would take ${refusal.service} in ${refusal.environment} further before the stage before is verified. Choose sequential or immediate.`;
    case 'ungated_deploy':
      return say`The strategy ${refusal.strategy} would deploy ${refusal.service} before ${refusal.environment} has been approved and claimed. Choose sequential or immediate.`;
  }
}

function instancesUnknown(refusal: Extract<PlanRefusal, { code: 'instances_unknown' }>): Phrase {
  const { batchSize, environment, service } = refusal;
  const batches = batchSize === 1 ? 'A batch of 1 instance needs' : `Batches of ${batchSize} instances need`;
  return say`${batches} the number of instances that ${service} has in ${environment}, and its deployer does not tell it. Write it into the configuration of the service, such as ${code('instances: 6')}, or the batches as shares in percent (rolling.batches).`;
}

function notRehearsed(refusal: Extract<PlanRefusal, { code: 'not_rehearsed' }>): Phrase {
  const rule = say`${refusal.environment} wants a rehearsal of this very commit and way that is at most ${formatDuration(refusal.within)} old, and`;
  const found = refusal.last === null ? say`there is none` : say`the last one was ${agoToken(refusal.last)}`;
  return say`${rule} ${found}. Type ${code(plain(refusal.line, 300))}: it goes there and back in an environment before it, and then the release can be asked for again.`;
}

function nowhereToRehearse(environment: string): Phrase {
  return say`There is no environment to rehearse in: ${environment} is the only one, and customers are there. Add one before it in fairlead.yml, or name ${environment} under rehearsal.environments if it may go there and back.`;
}

function pathList(paths: readonly string[]): Phrase {
  return listed(
    paths.map((path) => plain(path, 80)),
    3,
  );
}

const cannot = {
  share: 'cannot give a version a share of the traffic',
  instances: 'cannot replace a part of the instances',
  idle: 'has no idle side to deploy to',
} as const;

/** "There is no service wrker. The services are api, web and worker. Did you mean worker?" */
export function unknown(one: string, many: string, typed: string, known: readonly string[]): Phrase {
  const name = plain(typed, 80) || 'with an empty name';
  const nearest = nearestWord(typed.slice(0, 80), known);
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
  if (known.length === 0) return say`There is no ${one} ${name}. fairlead.yml names none.`;
  const list = known.length === 1 ? say`The only ${one} is ${known[0] ?? ''}.` : say`The ${many} are ${listed(known)}.`;
  return say`There is no ${one} ${name}. ${list}${hint}`;
}
