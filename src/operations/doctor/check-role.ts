import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { RoleConfig } from '#domain/project/roles.ts';
import type { SlackInspection, SlackLook } from '#ports/slack-inspection.ts';
import type { Check } from './check.ts';
import { nothingSeen } from './slack-refusals.ts';

type Standing = { readonly kind: 'counts' | 'empty' | 'unknown' | 'unseen'; readonly says: string };

/** The people and user groups of a role exist, and at least one person holds it. */
export function checkRole(slack: SlackInspection, name: string, role: RoleConfig): Check {
  return {
    name: `role ${name}`,
    async run() {
      const standings = await Promise.all([
        ...role.users.map(async (id) => userStanding(id, await slack.user(id))),
        ...role.groups.map(async (id) => groupStanding(id, await slack.group(id))),
      ]);
      return verdictOf(standings);
    },
  };
}

/** The person behind a name of the command line exists. */
export function checkCliIdentity(slack: SlackInspection, name: string, user: string): Check {
  return {
    name: `command line identity ${name}`,
    run: async () => verdictOf([userStanding(user, await slack.user(user))]),
  };
}

function verdictOf(standings: readonly Standing[]): Verdict {
  const say = (...kinds: readonly Standing['kind'][]) =>
    standings.flatMap(({ kind, says }) => (kinds.includes(kind) ? [says] : [])).join(' ');
  if (standings.length === 0) {
    return warning('Nobody holds it.', 'Name users or groups in fairlead.yml before its approval is needed.');
  }
  if (say('unknown') !== '') return failed(say('unknown', 'empty'), 'Correct the ids in fairlead.yml.');
  if (say('unseen') !== '') return couldNotCheck([...new Set(say('unseen').split(/(?<=\.) /))].join(' '));
  if (say('empty') !== '') return warning(say('empty'), 'Name somebody else in fairlead.yml, or change it in Slack.');
  return ok(standings.length === 1 ? 'Slack knows who it is.' : `Slack knows all ${standings.length} it names.`);
}

function userStanding(id: string, look: SlackLook<{ readonly mayHoldRole: boolean }>): Standing {
  if (look.kind === 'seen') {
    return look.value.mayHoldRole
      ? { kind: 'counts', says: '' }
      : { kind: 'empty', says: `User ${id} is deactivated, a guest or a bot and can hold no role.` };
  }
  const unseen = nothingSeen(look);
  if (unseen !== null) return { kind: 'unseen', says: unseen.says };
  return { kind: 'unknown', says: `Slack knows no user ${id}.` };
}

function groupStanding(id: string, look: SlackLook<{ readonly size: number }>): Standing {
  if (look.kind === 'seen') {
    return look.value.size > 0
      ? { kind: 'counts', says: '' }
      : { kind: 'empty', says: `Nobody is in user group ${id}.` };
  }
  const unseen = nothingSeen(look);
  if (unseen !== null) return { kind: 'unseen', says: unseen.says };
  return { kind: 'unknown', says: `Slack knows no user group ${id}.` };
}
