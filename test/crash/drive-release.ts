import type { ReleaseId } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { moveActionIds } from '#templates/ids.ts';
import type { ChangeId } from '../../sandbox/shop/prepared-changes.ts';
import { waitUntil } from './wait-until.ts';
import type { World } from './world.ts';

/** What people do in one release: a change is pushed, a release asked for, and approved when it asks. */
export type Wish = {
  readonly changes: readonly ChangeId[];
  /** `/release` when left out. */
  readonly command?: string;
  /** What is typed after it. */
  readonly text: string;
  readonly expected: 'released' | 'rolled_back';
};

/** How it went. `faults` are what a person would complain about. */
export type Driven = { readonly release: Release | null; readonly faults: readonly string[] };

const channel = 'C0RELEASES';
/** Enough for a release on a busy machine with a dozen deaths in it. */
const patience = 180_000;

/** Takes one release from the first keypress to its end, the way people do: what is not answered is tried again. */
export async function driveRelease(world: World, wish: Wish): Promise<Driven> {
  const before = new Set((await world.projects.get('shop')).releases.map((one) => one.id));
  for (const change of wish.changes) {
    const pushed = await world.workspace.act({ type: 'push_change', as: 'U0AIKO', change });
    if (!pushed.ok) return { release: null, faults: [`the change ${change} could not be pushed: ${pushed.error}`] };
  }
  const { command = '/release', text } = wish;
  const id = await askForRelease(world, text, before, command);
  if (id === null) return { release: null, faults: [`"${command} ${text}" opened no release`] };
  const ended = await untilEnded(world, id);
  const release = ended ?? (await world.releases.find(id));
  const opened = (await world.projects.get('shop')).releases.filter((one) => !before.has(one.id));
  return {
    release,
    faults: [
      ...(ended === null
        ? [`not at its end after ${patience / 1_000} s: ${standing(release)}; ${lastTold(world)}`]
        : []),
      ...(ended !== null && ended.ending?.kind !== wish.expected ? [`ended as ${ended.ending?.kind}`] : []),
      ...(opened.length === 1 ? [] : [`${opened.length} releases were opened`]),
    ],
  };
}

/** Types the command until the project's log lists a new release; a request that was acknowledged gets ten seconds. Null when none is. */
export async function askForRelease(
  world: World,
  text: string,
  before: ReadonlySet<ReleaseId>,
  command = '/release',
): Promise<ReleaseId | null> {
  const find = async () => (await world.projects.get('shop')).releases.find((one) => !before.has(one.id))?.id ?? null;
  return waitUntil(async () => {
    const answer = await world.workspace.act({ type: 'command', as: 'U0AIKO', channel, command, text });
    return waitUntil(find, answer.ok ? 10_000 : 300);
  }, patience);
}

const pressed = new Map<ReleaseId, number>();
const pressEvery = 3_000;

/** Waits for the end of a release and presses Approve whenever it asks, every three seconds until that is heard. Null when it does not end. */
export async function untilEnded(world: World, id: ReleaseId): Promise<Release | null> {
  return waitUntil(async () => {
    const release = await world.releases.find(id);
    if (release === null || release.ending !== null) return release;
    if (Date.now() - (pressed.get(id) ?? 0) >= pressEvery) await pressApprove(world, id);
    return null;
  }, patience);
}

/** Presses Approve on the card as somebody who may. False while it does not ask for that. */
export async function pressApprove(world: World, id: ReleaseId): Promise<boolean> {
  const release = await world.releases.find(id);
  if (release === null) return false;
  const isAsking = release.plan.steps.some(
    (step) => step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'open',
  );
  const button = isAsking ? findButton(world, moveActionIds.approve, id) : null;
  if (button === null) return false;
  pressed.set(id, Date.now());
  await world.workspace.act({
    type: 'block_action',
    as: approverOf(release),
    container: { type: 'message', channel: button.channel, ts: button.ts },
    block_id: '',
    action_id: moveActionIds.approve,
    action: { type: 'button', value: button.value },
  });
  return true;
}

/** Somebody of the roles that approve who has written no commit of the range. */
function approverOf({ plan }: Release): string {
  const free = ['mira', 'jonas', 'priya'].find((name) => !plan.authors.includes(`${name}@shop.example`));
  return `U0${(free ?? 'mira').toUpperCase()}`;
}

type Button = { readonly channel: string; readonly ts: string; readonly value: string };

/** The newest message that offers a button about this release. */
function findButton(world: Pick<World, 'workspace'>, actionId: string, id: ReleaseId): Button | null {
  for (const message of [...world.workspace.messages()].reverse()) {
    const value = valueIn(message.blocks, actionId);
    if (value?.startsWith(id) === true) return { channel: message.channel, ts: message.ts, value };
  }
  return null;
}

function valueIn(part: unknown, actionId: string): string | null {
  if (typeof part !== 'object' || part === null) return null;
  if ('action_id' in part && part.action_id === actionId && 'value' in part) return String(part.value);
  for (const inner of Object.values(part)) {
    const value = valueIn(inner, actionId);
    if (value !== null) return value;
  }
  return null;
}

/** What people were told last, which says best why they do not get on. */
function lastTold({ workspace }: World): string {
  const whispers = workspace.messages().filter((message) => message.ephemeralTo !== undefined);
  return `people were told last: ${
    whispers
      .slice(-2)
      .map(({ text }) => `"${text}"`)
      .join(', ') || 'nothing'
  }`;
}

/** The steps that are not done, with what went wrong, as a sentence part. */
export function standing(release: Release | null): string {
  if (release === null) return 'its log is empty';
  const states = [...release.steps].filter(([, state]) => state.status !== 'succeeded');
  const words = states.map(([step, state]) =>
    state.status === 'failed' ? `${step} failed (${state.problem.message})` : `${step} ${state.status}`,
  );
  return words.join(', ') || 'no step is under way';
}
