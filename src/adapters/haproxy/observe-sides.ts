import type { Observation } from '#ports/deployer.ts';
import type { LatestDeployment } from './latest-deployment.ts';
import { otherThan, type Side, sides } from './place.ts';
import type { Seen } from './see-sides.ts';

type Running = Extract<Observation, { kind: 'running' }>;

/**
 * What runs, by what HAProxy does and not by what it was told. The version is that of the side with more of the traffic; of equal ones that of the
 * side that is not on its way up. Weights that are no longer those of the latest deployment are told: HAProxy forgets them when it is loaded
 * anew without a server state file.
 */
export function observationOf({ cannotTell, notes, states }: Seen, latest: LatestDeployment | null): Observation {
  if (cannotTell !== null) return { kind: 'cannot_tell', why: cannotTell };
  const told = noted([...notes, ...forgotten(states, latest)]);
  const open = sides.filter((side) => states[side].percent > 0 && states[side].version !== null);
  const empty = sides.filter((side) => states[side].percent > 0 && states[side].version === null);
  const risen = latest?.changes.find(({ kind }) => kind === 'shift')?.side ?? null;
  const [main] = [...open].sort(
    (a, b) => states[b].percent - states[a].percent || Number(a === risen) - Number(b === risen),
  );
  if (main === undefined) return { kind: 'running', version: null, ...told };
  const other = otherThan(main);
  const { artifact, version } = states[main];
  const front = { kind: 'running', version, ...(artifact === undefined ? {} : { artifact }) } as const;
  if (open.length === 2 && states[other].version !== version)
    return { ...front, shares: [shareOf(main, states), shareOf(other, states)], ...told };
  if (empty.length > 0)
    return { ...front, ...noted([...notes, `HAProxy sends requests to ${other}, where nothing runs.`]) };
  if (open.length === 2) return { ...front, idle: null, ...told };
  const { artifact: idleArtifact, version: idle } = states[other];
  return { ...front, idle, ...(idleArtifact === undefined ? {} : { idleArtifact }), ...told };
}

function shareOf(side: Side, states: Seen['states']): NonNullable<Running['shares']>[number] {
  const { artifact, percent, version } = states[side];
  return { version: version ?? '', percent, ...(artifact === undefined ? {} : { artifact }) };
}

function forgotten(states: Seen['states'], latest: LatestDeployment | null): readonly string[] {
  if (latest === null || latest.failed !== null || latest.at < latest.changes.length) return [];
  const set = latest.changes.find((change) => change.kind === 'shift');
  if (set?.kind !== 'shift' || states[set.side].percent === set.percent) return [];
  return [
    `${set.side} was given ${set.percent} % of the traffic and has ${states[set.side].percent} %: HAProxy was loaded anew without its server state, or somebody changed it. Go on with the release or roll it back: either sets the shares again.`,
  ];
}

function noted(notes: readonly string[]): Pick<Running, 'note'> {
  return notes.length === 0 ? {} : { note: notes.join(' ') };
}
