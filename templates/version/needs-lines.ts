import type { ReleaseNeeds } from '#domain/version/release-needs.ts';
import type { CommitClass } from '#domain/version/release-type.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';

/** What a release of this type may hold, and what it must pass before it is out. */
export function needsLines(needs: ReleaseNeeds): readonly Phrase[] {
  return [say`${title(needs)} ${holds(needs)}${migration(needs)}`, say`It goes out after ${listed(hurdles(needs))}.`];
}

function title({ type }: ReleaseNeeds): string {
  return type === 'hotfix' || type === 'patch' ? `A ${type}` : `A ${type} release`;
}

function holds({ commits, overrideRoles }: ReleaseNeeds): Phrase {
  const of = (admission: string) => classes.filter((one) => commits[one] === admission).map((one) => classWords[one]);
  const may = say`may hold ${listed(of('allowed'))}`;
  const warned = of('warned').length === 0 ? '' : say`; ${listed(of('warned'))} are warned of`;
  const refused = of('refused').length === 0 ? '' : say`; ${listed(of('refused'))} are refused`;
  const who =
    overrideRoles.length === 0 ? 'nobody may allow them' : say`only ${listed(overrideRoles, 6, 'or')} may allow them`;
  const override =
    of('needs_override').length === 0 ? '' : say`; ${listed(of('needs_override'))} are refused, and ${who}`;
  return say`${may}${warned}${refused}${override}.`;
}

const classes: readonly CommitClass[] = ['breaking', 'feature', 'fix', 'internal'];
const classWords: Readonly<Record<CommitClass, string>> = {
  breaking: 'breaking changes',
  feature: 'features',
  fix: 'fixes',
  internal: 'internal changes',
};

function migration({ needsMigrationNotes }: ReleaseNeeds): string {
  return needsMigrationNotes ? ' Its notes tell how to come from the version before.' : '';
}

function hurdles({ builds, gates, tests }: ReleaseNeeds): readonly Phrase[] {
  const commands = [
    ...(builds === 0 ? [] : [say`${plural(builds, 'build command')}`]),
    ...(tests === 0 ? [] : [say`${plural(tests, 'test command')}`]),
  ];
  const entered = gates.map(({ approvals, checks, environment }) => {
    const asked = [
      ...(checks.length === 0 ? [] : [say`${listed(checks)}`]),
      ...approvals.map(({ count, roles }) => say`${plural(count, 'approval')} by ${listed(roles, 6, 'or')}`),
    ];
    return asked.length === 0 ? say`${environment}` : say`${environment} (${listed(asked)})`;
  });
  return [...commands, ...entered];
}
