import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import { otherThan, type Side, sides } from './place.ts';

const side = z.enum(sides);
const version = z.string().nullable();

/** One change of one side. Each says how things have to be, so making it again changes nothing. */
export const Change = z.discriminatedUnion('kind', [
  /** No requests: what is in it may end first, then its servers are put into maintenance. */
  z.object({ kind: z.literal('clear'), side }),
  /** The side's own deployer brings the version. */
  z.object({ kind: z.literal('run'), side, version: z.string(), previous: version }),
  /** HAProxy watches its servers again and finds them up, without traffic for those that had none. */
  z.object({ kind: z.literal('wake'), side }),
  /** This share of the traffic, in percent; the rest is the other side's. */
  z.object({ kind: z.literal('shift'), side, percent: z.number() }),
  /** The side's own deployer takes what runs there away. */
  z.object({ kind: z.literal('stop'), side, previous: version }),
]);
export type Change = z.infer<typeof Change>;

/** What is on a side: the version its deployer tells of, the digest of its artifact where that is told too, and its share of the traffic in percent. */
export type SideState = { readonly version: string | null; readonly percent: number; readonly artifact?: string };
export type SideStates = Readonly<Record<Side, SideState>>;

/**
 * What a deployment changes, in order: each one is waited for before the next. It is decided once, by what is found when the deployment begins: a
 * side that has the version already is not deployed to again, which makes the way back a shift of the traffic. Throws DEPLOYER_FAILED where
 * the stage has no meaning for what is found.
 */
export function changesOf(deployment: Deployment, found: SideStates): readonly Change[] {
  const { stage = { kind: 'whole' }, version } = deployment;
  if (version === null) return sides.flatMap((each) => emptied(each, found));
  if (stage.kind === 'retire') return retired(version, found);
  const target = sideFor(deployment, found);
  const rest = otherThan(target);
  const brought: readonly Change[] = [...broughtTo(target, version, deployment, found), { kind: 'wake', side: target }];
  switch (stage.kind) {
    case 'whole':
      return [...brought, { kind: 'shift', side: target, percent: 100 }, ...emptied(rest, found)];
    case 'switch':
      return [...brought, { kind: 'shift', side: target, percent: 100 }];
    case 'idle':
      return brought;
    case 'share':
      if (found[rest].version === null)
        throw refused(`Nothing runs on the ${rest} side that the rest of the traffic could go to.`);
      return [...brought, { kind: 'shift', side: target, percent: stage.percent }];
    case 'instances':
      throw refused('HAProxy has no part in which instances run. Choose another strategy.');
  }
}

/** The side that runs the version, or else the one where nothing runs, or else the one with less of the traffic. Of equal ones blue. */
function sideFor(wanted: Deployment, { blue, green }: SideStates): Side {
  const [isBlue, isGreen] = [hasIt(blue, wanted), hasIt(green, wanted)];
  if (isBlue !== isGreen) return isBlue ? 'blue' : 'green';
  if (isBlue) return green.percent > blue.percent ? 'green' : 'blue';
  if ((blue.version === null) !== (green.version === null)) return blue.version === null ? 'blue' : 'green';
  return green.percent < blue.percent ? 'green' : 'blue';
}

/** Whether a side runs the version, and the very artifact where one is wanted and the side's deployer tells which it runs. */
function hasIt({ artifact, version }: SideState, wanted: Deployment): boolean {
  const isOther = artifact !== undefined && wanted.artifact !== undefined && artifact !== wanted.artifact;
  return version === wanted.version && !isOther;
}

function broughtTo(side: Side, version: string, wanted: Deployment, found: SideStates): readonly Change[] {
  const { version: previous } = found[side];
  if (hasIt(found[side], wanted)) return [];
  return [
    { kind: 'clear', side },
    { kind: 'run', side, version, previous },
  ];
}

function emptied(side: Side, found: SideStates): readonly Change[] {
  const { version: previous } = found[side];
  return [{ kind: 'clear', side }, ...(previous === null ? [] : [{ kind: 'stop', side, previous } as const])];
}

function retired(version: string, found: SideStates): readonly Change[] {
  const [kept] = sides.filter((each) => found[each].version === version && found[each].percent === 100);
  if (kept !== undefined) return emptied(otherThan(kept), found);
  throw refused(`No side is retired: ${version} does not have all of the traffic.`);
}

function refused(why: string): ReleaseError {
  return new ReleaseError('DEPLOYER_FAILED', 'user', why);
}
