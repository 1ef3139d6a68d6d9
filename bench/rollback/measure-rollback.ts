import type { ReleaseId } from '#domain/ids.ts';
import type { TimedEvent } from '#domain/picture.ts';
import { askForRelease, pressApprove, standing, untilEnded } from '#test/crash/drive-release.ts';
import { waitUntil } from '#test/crash/wait-until.ts';
import { startWorld, type World } from '#test/crash/world.ts';
import { median } from '../percentile.ts';
import type { ResultRow } from '../result-row.ts';
import { lastServedAt, returnAskedAt } from './shop-times.ts';

const rounds = 3;
const patience = 300_000;

/** Milliseconds of one rollback. */
type Times = {
  /** From the trigger to the last request that the version answered. */
  readonly bad: number;
  /** From the start of the rollback in the log to its first deployment at the platform. */
  readonly engine: number;
};

/**
 * How long customers still meet with a version that is taken back: blue-green from the command of a person, canary from the verdict of the
 * analysis, its countdown included. Real processes and customers, on the sandbox's shop with its short waits.
 */
export async function measureRollback(): Promise<readonly ResultRow[]> {
  const world = await startWorld({ apps: 1, workers: 1 });
  const rows = await measureIn(world).catch(async (error: unknown) => {
    // What went wrong first is told, whatever goes wrong behind it.
    await world.close().catch(() => undefined);
    throw error;
  });
  await world.close();
  return rows;
}

async function measureIn(world: World): Promise<readonly ResultRow[]> {
  const blueGreen: Times[] = [];
  for (let round = 0; round < rounds; round += 1) blueGreen.push(await takeBackByHand(world, `1.${5 + round}.0`));
  const pushed = await world.workspace.act({ type: 'push_change', as: 'U0AIKO', change: 'errors-above-share' });
  if (!pushed.ok) throw new Error(`The change could not be pushed: ${pushed.error}`);
  const canary: Times[] = [];
  for (let round = 0; round < rounds; round += 1) canary.push(await failCanary(world, `1.${8 + round}.0`));
  const engine = [...blueGreen, ...canary].map((times) => times.engine);
  const bad = (times: readonly Times[]) => times.map((one) => one.bad);
  return [
    row('blue-green, from /rollback to the last request of the version', bad(blueGreen), 30_000, 'under 30 s'),
    row(
      'canary, from the failed analysis to the last request, countdown of 1 s included',
      bad(canary),
      300_000,
      'under 5 min',
    ),
    row('engine, from the start of the rollback to the request at the platform', engine, 1_000, 'under 1 s'),
  ];
}

/** A healthy version is switched to, and a person who may takes it back while its old side is kept. */
async function takeBackByHand(world: World, version: string): Promise<Times> {
  const id = await begin(world, `${version} --services api --strategy blue-green`);
  await untilEvent(world, id, ({ body }) => body.type === 'step.succeeded' && body.step === 'production/verify/api');
  const trigger = Date.now();
  await world.workspace.act({
    type: 'command',
    as: 'U0PRIYA',
    channel: 'C0RELEASES',
    command: '/rollback',
    text: '--environment production --reason "customers complain"',
  });
  return timesOf(world, { id, service: 'api', version, trigger });
}

/** A canary that errs at half of the traffic is stopped by its analysis and goes back by itself. A busy machine has fewer customers, so it looks longer. */
async function failCanary(world: World, version: string): Promise<Times> {
  const text = `${version} --services frontend --canary-percentage 50 --duration 30s`;
  const id = await begin(world, text, '/canary-release');
  const failed = await untilEvent(world, id, ({ body }) => body.type === 'step.failed');
  return timesOf(world, { id, service: 'frontend', version, trigger: failed.at });
}

async function begin(world: World, text: string, command = '/release'): Promise<ReleaseId> {
  const before = new Set((await world.projects.get('shop')).releases.map((one) => one.id));
  const id = await askForRelease(world, text, before, command);
  if (id === null) {
    const told = world.workspace.messages().filter((message) => message.ephemeralTo !== undefined);
    throw new Error(`"${command} ${text}" opened no release. People were told last: ${told.at(-1)?.text}`);
  }
  const seen = await waitUntil(
    async () => ((await pressApprove(world, id)) ? 'pressed' : whetherOver(world, id)),
    patience,
  );
  if (seen !== 'pressed')
    throw new Error(`"${command} ${text}" asked nobody for approval: ${await wordsOn(world, id)}.`);
  return id;
}

async function timesOf(
  world: World,
  { id, service, version, trigger }: { id: ReleaseId; service: string; version: string; trigger: number },
): Promise<Times> {
  const started = await untilEvent(world, id, ({ body }) => body.type === 'rollback.started');
  const release = await untilEnded(world, id);
  if (release?.ending?.kind !== 'rolled_back') throw new Error(`${version} was not rolled back.`);
  const { shopUrl } = world.sandbox;
  const asked = await returnAskedAt(shopUrl, service);
  return { bad: (await lastServedAt(shopUrl, service, version)) - trigger, engine: asked - started.at };
}

async function untilEvent(world: World, id: ReleaseId, is: (event: TimedEvent) => boolean): Promise<TimedEvent> {
  const find = async () => (await world.releases.events(id)).find(is) ?? null;
  const event = await waitUntil(async () => (await find()) ?? whetherOver(world, id), patience);
  // What it waited for may have been written between the two looks.
  const found = event === null || event === 'over' ? await find() : event;
  if (found === null) throw new Error(`${id} never came to what was waited for: ${await wordsOn(world, id)}.`);
  return found;
}

/** Whether a release has ended: then nothing is left to wait for. It is listed a moment before its log begins. */
async function whetherOver(world: World, id: ReleaseId): Promise<'over' | null> {
  const release = await world.releases.find(id);
  return release === null || release.ending === null ? null : 'over';
}

/** How a release ended, or which of its steps are not done and why. */
async function wordsOn(world: World, id: ReleaseId): Promise<string> {
  const release = await world.releases.find(id);
  const ended = release === null || release.ending === null ? '' : `it ended as ${release.ending.kind}; `;
  return `${ended}${standing(release)}`;
}

function row(what: string, millis: readonly number[], most: number, goal: string): ResultRow {
  const worst = Math.max(...millis);
  const figures = `${seconds(median(millis))}, worst of ${millis.length}: ${seconds(worst)}`;
  return {
    what: `rollback: ${what}`,
    fairlead: figures,
    bare: null,
    ratio: null,
    goal: `${goal}: ${worst < most ? 'met' : 'missed'}`,
  };
}

/** The last request may have been answered before the trigger was heard. */
function seconds(millis: number): string {
  return `${(millis / 1_000).toFixed(2)} s`;
}
